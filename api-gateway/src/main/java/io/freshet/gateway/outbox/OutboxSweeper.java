package io.freshet.gateway.outbox;

import io.freshet.gateway.leader.LeaderDuty;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sends what a crash, a full queue or an absent broker left in the outbox. */
@Singleton
final class OutboxSweeper implements LeaderDuty {

    /** Old enough that the instance which wrote the row is not about to send it. */
    private static final Duration AGE = Duration.ofSeconds(3);

    private static final int BATCH = 1_000;

    private final OutboxRepository rows;
    private final OutboxRelay relay;

    OutboxSweeper(OutboxRepository rows, OutboxRelay relay) {
        this.rows = rows;
        this.relay = relay;
    }

    @Override
    public void perform() {
        relay.send(rows.olderThan(AGE, BATCH));
    }
}
