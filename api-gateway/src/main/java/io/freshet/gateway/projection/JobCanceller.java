package io.freshet.gateway.projection;

import io.freshet.gateway.refresh.CancelCommand;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.JobWaiters;
import io.freshet.gateway.refresh.RefreshAnnouncement;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cancels a job under the lock under which the projector moves it. */
@Singleton
final class JobCanceller implements JobCancellation {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final RefreshRepository refreshes;
    private final JobFinisher finisher;
    private final JobTelling telling;
    private final JobWaiters waiters;

    JobCanceller(
            Transactions transactions,
            JobRepository jobs,
            RefreshRepository refreshes,
            JobFinisher finisher,
            JobTelling telling,
            JobWaiters waiters) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.refreshes = refreshes;
        this.finisher = finisher;
        this.telling = telling;
        this.waiters = waiters;
    }

    @Override
    public Outcome cancel(UUID tenantId, UUID jobId) {
        return transactions.write(() -> {
            Optional<JobRow> job = jobs.lock(tenantId, jobId);
            if (job.isEmpty()) {
                return new NotFound();
            }
            if (JobStatus.isTerminal(job.get().status())) {
                return new AlreadyEnded(job.get().status());
            }
            cancel(job.get());
            return new Cancelled();
        });
    }

    private void cancel(JobRow job) {
        Instant deadline = refreshes
                .find(job.tenantId(), job.jobId())
                .orElseThrow(() -> new IllegalStateException("a locked job is gone"))
                .deadline();
        RefreshAnnouncement end = finisher.cancel(job);
        telling.tell(
                List.of(job.jobId()),
                List.of(new CancelCommand(job.jobId(), job.tenantId(), deadline, end.occurredAt()), end));
        transactions.afterCommit(() -> waiters.completed(job.jobId()));
    }
}
