package io.freshet.gateway.refresh;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Callers of this instance that wait for the end of a job. They are woken by the projector of this instance or, when
 * another one projected the end, by the public event.
 */
@Singleton
public final class JobWaiters {

    private final ConcurrentMap<UUID, List<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    /**
     * Registers before the job is submitted or looked at, so that no end is missed.
     *
     * @return to be closed by the caller
     */
    public Waiter register(UUID jobId) {
        CountDownLatch latch = new CountDownLatch(1);
        waiting.computeIfAbsent(jobId, id -> new CopyOnWriteArrayList<>()).add(latch);
        return new Waiter(jobId, latch);
    }

    /** Wakes those who wait for the job. */
    public void completed(UUID jobId) {
        List<CountDownLatch> latches = waiting.get(jobId);
        if (latches != null) {
            latches.forEach(CountDownLatch::countDown);
        }
    }

    /** A place in the queue of those who wait. */
    public final class Waiter implements AutoCloseable {

        private final UUID jobId;
        private final CountDownLatch latch;

        private Waiter(UUID jobId, CountDownLatch latch) {
            this.jobId = jobId;
            this.latch = latch;
        }

        /** True when the job ended in time. */
        public boolean await(Duration time) throws InterruptedException {
            return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(jobId, (id, latches) -> {
                latches.remove(latch);
                return latches.isEmpty() ? null : latches;
            });
        }
    }
}
