package io.freshet.gateway.projection;

import io.freshet.gateway.leader.LeaderDuty;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.JobWaiters;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lets no accepted job be forgotten: sends the first command of a silent job again (PostgreSQL is the truth; every stage
 * bears to see a job twice), and ends a job whose deadline has passed.
 */
@Singleton
final class JobSweeper implements LeaderDuty {

    /** What the last stage may need after the deadline to say what it has. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int BATCH = 200;

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobFinisher finisher;
    private final JobTelling telling;
    private final JobWaiters waiters;
    private final Clock clock;

    JobSweeper(
            Transactions transactions,
            JobRepository jobs,
            JobFinisher finisher,
            JobTelling telling,
            JobWaiters waiters,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.finisher = finisher;
        this.telling = telling;
        this.waiters = waiters;
        this.clock = clock;
    }

    @Override
    public void perform() {
        jobs.resendSilent(BATCH);
        transactions.write(this::endOverdue);
    }

    private int endOverdue() {
        Instant moment = clock.instant().minus(GRACE);
        List<OutboxMessage> messages = new ArrayList<>();
        List<UUID> ended = new ArrayList<>();
        for (JobRow job : jobs.lock(jobs.overdue(moment, BATCH)).values()) {
            if (!JobStatus.isTerminal(job.status())) {
                messages.add(finisher.timeOut(job));
                ended.add(job.jobId());
                transactions.afterCommit(() -> waiters.completed(job.jobId()));
            }
        }
        telling.tell(ended, messages);
        return messages.size();
    }
}
