package io.freshet.gateway.progress;

import io.freshet.gateway.leader.LeaderDuty;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets events a week after they happened; looks once a minute, and again at once while there is more. */
@Singleton
final class JobEventSweeper implements LeaderDuty {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final int BATCH = 5_000;

    private final JobEventRepository events;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;

    JobEventSweeper(JobEventRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void perform() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        boolean more = events.forgetBefore(now.minus(KEPT), BATCH) == BATCH;
        nextLook = more ? now : now.plus(BETWEEN_LOOKS);
    }
}
