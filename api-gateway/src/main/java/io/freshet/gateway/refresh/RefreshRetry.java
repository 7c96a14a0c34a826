package io.freshet.gateway.refresh;

import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tries a job again: a new job with the same request and plan. Whom to call is not decided here: the new job names the ones
 * before it, and the enrichment stage does not call again what succeeded in one of them.
 */
@Singleton
public final class RefreshRetry {

    private final Transactions transactions;
    private final RetryRepository retries;
    private final RefreshRepository refreshes;
    private final CommandRepetition commands;
    private final Outbox outbox;
    private final RetryTerms terms;

    RefreshRetry(
            Transactions transactions,
            RetryRepository retries,
            RefreshRepository refreshes,
            CommandRepetition commands,
            Outbox outbox,
            RetryTerms terms) {
        this.transactions = transactions;
        this.retries = retries;
        this.refreshes = refreshes;
        this.commands = commands;
        this.outbox = outbox;
        this.terms = terms;
    }

    /** When a job begins that is tried again, and how long it may take. */
    @Singleton
    record RetryTerms(Clock clock, RefreshParameters parameters) {

        Instant now() {
            return clock.instant();
        }

        Instant deadline(boolean bulk) {
            int seconds = bulk ? parameters.bulkDeadlineSeconds() : parameters.interactiveDeadlineSeconds();
            return now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(seconds);
        }
    }

    /** What became of the wish. */
    public sealed interface Outcome {}

    /** A new job was accepted. */
    public record Started(UUID entityId, RefreshSubmission.Accepted job) implements Outcome {}

    /** Another job that writes the entity runs. */
    public record Conflict(UUID entityId, RefreshSubmission.Conflict with) implements Outcome {}

    /** The job is not over. */
    public record StillRunning() implements Outcome {}

    /** No step of the job failed or ran out of time. */
    public record NothingFailed() implements Outcome {}

    /** The tenant has no such job, or the job's entity is gone. */
    public record NotFound() implements Outcome {}

    /** Starts the new job in one transaction, or in the one that runs. */
    public Outcome retry(UUID tenantId, UUID jobId) {
        return transactions.write(() -> {
            Optional<RetryRepository.Predecessor> found = retries.find(tenantId, jobId);
            if (found.isEmpty()) {
                return new NotFound();
            }
            if (!JobStatus.isTerminal(found.get().status())) {
                return new StillRunning();
            }
            return found.get().unfinished() ? start(tenantId, jobId, found.get()) : new NothingFailed();
        });
    }

    private Outcome start(UUID tenantId, UUID predecessor, RetryRepository.Predecessor before) {
        UUID jobId = UUID.randomUUID();
        Instant deadline = terms.deadline(before.bulk());
        OutboxRecord command =
                commands.again(before.command(), new CommandRepetition.Retry(jobId, predecessor, deadline));
        RetryRepository.NewJob job = new RetryRepository.NewJob(jobId, command, deadline, terms.now());
        // The job that stood in the way may end before it is read; then there is room in the next round.
        while (!retries.insert(tenantId, predecessor, job)) {
            Optional<RefreshRepository.Unfinished> other = refreshes.findUnfinished(tenantId, before.entityId());
            if (other.isPresent()) {
                return new Conflict(
                        before.entityId(),
                        new RefreshSubmission.Conflict(other.get().jobId()));
            }
        }
        // The row of the job has waited for a deletion of its entity that was under way; a later look sees it.
        if (retries.find(tenantId, predecessor).isEmpty()) {
            refreshes.withdraw(tenantId, jobId);
            return new NotFound();
        }
        RefreshAnnouncement started =
                RefreshAnnouncement.started(jobId, before.entityId(), tenantId, before.entityType(), job.queuedAt());
        outbox.append(List.of(command, outbox.encode(started)));
        return new Started(
                before.entityId(),
                new RefreshSubmission.Accepted(
                        jobId,
                        before.operation(),
                        new JobStatus.Queued(),
                        before.slip(),
                        before.providers(),
                        deadline,
                        false));
    }
}
