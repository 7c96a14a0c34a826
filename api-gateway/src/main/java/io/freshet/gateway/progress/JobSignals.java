package io.freshet.gateway.progress;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those of this instance who watch a job. A signal says only «look»; it may come for nothing, or be missing. */
@Singleton
public final class JobSignals {

    private final ConcurrentMap<UUID, List<Watch>> watching = new ConcurrentHashMap<>();

    /** Wakes who watches the job, now or when they next wait. */
    public void changed(UUID jobId) {
        List<Watch> watches = watching.get(jobId);
        if (watches != null) {
            watches.forEach(watch -> watch.signal.release());
        }
    }

    /**
     * Begins to watch.
     *
     * @return to be closed by the caller
     */
    public Watch watch(UUID jobId) {
        Watch watch = new Watch(jobId);
        watching.computeIfAbsent(jobId, id -> new CopyOnWriteArrayList<>()).add(watch);
        return watch;
    }

    /** Somebody who watches a job. */
    public final class Watch implements AutoCloseable {

        private final UUID jobId;
        private final Semaphore signal = new Semaphore(0);

        private Watch(UUID jobId) {
            this.jobId = jobId;
        }

        /** Waits for a signal since the last call, at most for {@code time}. */
        public void await(Duration time) throws InterruptedException {
            if (signal.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                signal.drainPermits();
            }
        }

        @Override
        public void close() {
            watching.computeIfPresent(jobId, (id, watches) -> {
                watches.remove(this);
                return watches.isEmpty() ? null : watches;
            });
        }
    }
}
