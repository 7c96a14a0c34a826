package io.freshet.gateway.projection;

import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.JobWaiters;
import io.freshet.gateway.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Applies stage events to the state, a batch per transaction. Events may come twice, late and in any order across topics:
 * a step is moved only where its status allows it, and what a duplicate would do again is skipped with it. A job ends in
 * the transaction in which its last step ends.
 */
@Singleton
public final class Projector {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final StageProgress progress;
    private final JobFinisher finisher;
    private final JobTelling telling;
    private final Observers observers;

    Projector(
            Transactions transactions,
            JobRepository jobs,
            StageProgress progress,
            JobFinisher finisher,
            JobTelling telling,
            Observers observers) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.progress = progress;
        this.finisher = finisher;
        this.telling = telling;
        this.observers = observers;
    }

    /** Who is told of a projection inside this process. */
    @Singleton
    record Observers(JobWaiters waiters, MeterRegistry metrics) {

        void count(String what, int events) {
            metrics.counter(what).increment(events);
        }
    }

    /** Applies the events in one transaction and tells, after the commit, of the jobs that ended. */
    public void project(List<StageEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        transactions.write(() -> {
            Set<UUID> ended = apply(events);
            transactions.afterCommit(() -> ended.forEach(observers.waiters()::completed));
            return ended;
        });
        observers.count("freshet.projection.events", events.size());
    }

    private Set<UUID> apply(List<StageEvent> events) {
        Map<UUID, List<StageEvent>> byJob = new LinkedHashMap<>();
        events.forEach(event ->
                byJob.computeIfAbsent(event.jobId(), id -> new ArrayList<>()).add(event));
        Map<UUID, JobRow> locked = jobs.lock(byJob.keySet());
        List<OutboxMessage> messages = new ArrayList<>();
        Set<UUID> ended = new LinkedHashSet<>();
        Set<UUID> open = new LinkedHashSet<>();
        byJob.forEach((jobId, ofJob) -> {
            JobRow job = locked.get(jobId);
            if (job == null || JobStatus.isTerminal(job.status())) {
                observers.count("freshet.projection.stale", ofJob.size());
                return;
            }
            if (apply(job, ofJob, messages)) {
                open.add(jobId);
            } else {
                ended.add(jobId);
            }
        });
        // Locked again by this same transaction: the rows now hold the answers of the batch.
        for (JobRow job : jobs.lock(jobs.withoutOpenSteps(open)).values()) {
            messages.add(finisher.finish(job));
            ended.add(job.jobId());
        }
        Set<UUID> touched = new LinkedHashSet<>(open);
        touched.addAll(ended);
        telling.tell(touched, messages);
        return ended;
    }

    /** Applies the events of one job; false when one of them ended it, and then the rest is of no account. */
    private boolean apply(JobRow job, List<StageEvent> events, List<OutboxMessage> messages) {
        for (StageEvent event : events) {
            switch (event) {
                case StageEvent.NodeEnriched enriched -> progress.apply(job, enriched);
                case StageEvent.TreeResolved resolved -> progress.apply(job, resolved);
                case StageEvent.RulesDone rules -> progress.apply(job, rules);
                case StageEvent.GaveUp gaveUp -> {
                    messages.add(finisher.fail(job, gaveUp));
                    return false;
                }
            }
        }
        return true;
    }
}
