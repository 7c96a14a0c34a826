package io.freshet.gateway.batch;

import io.freshet.gateway.leader.LeaderDuty;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the dispatcher work while this instance leads, on a thread of its own: items are to follow one another without the
 * second between two rounds of the leader. For a moment after a change of leaders two may work; the queue bears that.
 */
@Singleton
final class BatchDuty implements LeaderDuty, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BatchDuty.class);
    /** A few rounds of the leader. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration BUSY = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final BatchDispatcher dispatcher;
    private final Clock clock;
    private final Thread thread;
    private volatile Instant leadsUntil = Instant.MIN;

    BatchDuty(BatchDispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("batches").daemon().start(this::run);
    }

    @Override
    public void perform() {
        leadsUntil = clock.instant().plus(LEASE);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean busy = clock.instant().isBefore(leadsUntil) && dispatchSafely();
                Thread.sleep(busy ? BUSY : IDLE);
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Batches told to stop");
        }
    }

    private boolean dispatchSafely() {
        try {
            return dispatcher.dispatch();
        } catch (RuntimeException e) {
            LOGGER.atWarn().setCause(e).log("Batches did not move; the next round tries again");
            return false;
        }
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
