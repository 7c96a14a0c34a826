package io.freshet.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ids with the moment until which they matter; of more than the bound the oldest are forgotten. Safe for many threads. */
final class RememberedJobs {

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final int bound;
    private final Map<String, Instant> jobs = new LinkedHashMap<>();
    private Instant nextSweep = Instant.MIN;

    RememberedJobs(int bound) {
        this.bound = bound;
    }

    synchronized void remember(String jobId, Instant until) {
        jobs.put(jobId, until);
        if (jobs.size() > bound) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    synchronized boolean contains(String jobId) {
        return jobs.containsKey(jobId);
    }

    /** Forgets what matters no more; looks at most once a minute. */
    synchronized void forgetBefore(Instant now) {
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(BETWEEN_SWEEPS);
        jobs.values().removeIf(until -> until.isBefore(now));
    }

    synchronized int size() {
        return jobs.size();
    }
}
