package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.Stage;
import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores a planned refresh with its steps and what is to be sent, joins the one that runs, or cancels that one first. */
@Singleton
public final class RefreshSubmission {

    private final Transactions transactions;
    private final RefreshRepository refreshes;
    private final Outbox outbox;
    private final JobCancellation cancellation;
    private final Clock clock;

    RefreshSubmission(
            Transactions transactions,
            RefreshRepository refreshes,
            Outbox outbox,
            JobCancellation cancellation,
            Clock clock) {
        this.transactions = transactions;
        this.refreshes = refreshes;
        this.outbox = outbox;
        this.cancellation = cancellation;
        this.clock = clock;
    }

    /** What became of a submission. */
    public sealed interface Outcome {}

    /**
     * A refresh runs.
     *
     * @param coalesced whether it was there already
     */
    public record Accepted(
            UUID jobId,
            Operation operation,
            JobStatus status,
            List<String> slip,
            List<String> providers,
            Instant deadline,
            boolean coalesced)
            implements Outcome {
        public Accepted {
            slip = List.copyOf(slip);
            providers = List.copyOf(providers);
        }
    }

    /** Another job that writes the entity runs and the caller did not ask to join it. */
    public record Conflict(UUID jobId) implements Outcome {}

    /** The entity was deleted after the plan was made. */
    public record EntityGone() implements Outcome {}

    /** Submits in one transaction, or in the one that runs. */
    public Outcome submit(RefreshPlan plan) {
        return transactions.write(() -> {
            UUID tenantId = plan.command().entity().tenantId();
            UUID entityId = plan.command().entity().entityId();
            OutboxRecord record = outbox.encode(plan.command());
            // The job that stood in the way may end before it is read; then there is room in the next round.
            while (true) {
                if (refreshes.insert(plan, hash(plan), record, clock.instant())) {
                    return start(plan, record);
                }
                Optional<RefreshRepository.Unfinished> other = refreshes.findUnfinished(tenantId, entityId);
                if (other.isPresent() && plan.request().onConflict() != RefreshRequest.OnConflict.RESTART) {
                    return join(plan, other.get());
                }
                // When it has ended meanwhile, so much the better.
                other.ifPresent(job -> cancellation.cancel(tenantId, job.jobId()));
            }
        });
    }

    private Outcome start(RefreshPlan plan, OutboxRecord record) {
        RefreshCommand command = plan.command();
        List<String> keys = new ArrayList<>();
        command.slip().stages().forEach(stage -> keys.add(Step.STAGE + stage.name()));
        command.root().toCall().forEach(code -> keys.add(Step.PROVIDER + code));
        command.root().rejected().forEach(rejected -> keys.add(Step.PROVIDER + rejected.code()));
        if (!refreshes.insertSteps(command.entity().tenantId(), command.jobId(), keys)) {
            refreshes.withdraw(command.entity().tenantId(), command.jobId());
            return new EntityGone();
        }
        RefreshCommand.Ownership ownership = command.ownership();
        if (ownership != null && !ownership.rejected().isEmpty()) {
            refreshes.keepRejectedOfShareholders(
                    command.entity().tenantId(), command.jobId(), RejectedProviders.describe(ownership.rejected()));
        }
        outbox.append(List.of(record, outbox.encode(RefreshAnnouncement.started(command, clock.instant()))));
        return new Accepted(
                command.jobId(),
                plan.work().operation(),
                new JobStatus.Queued(),
                command.slip().stages().stream().map(Stage::name).toList(),
                command.root().toCall(),
                command.deadline(),
                false);
    }

    private static Outcome join(RefreshPlan plan, RefreshRepository.Unfinished other) {
        boolean same = other.requestHash().equals(hash(plan));
        if (!same && plan.request().onConflict() != RefreshRequest.OnConflict.USE_EXISTING) {
            return new Conflict(other.jobId());
        }
        return new Accepted(
                other.jobId(),
                other.operation(),
                other.status(),
                other.slip(),
                other.providers(),
                other.deadline(),
                true);
    }

    /** What makes two requests the same work: operation, request and body; how a conflict is to be met is not part of it. */
    private static String hash(RefreshPlan plan) {
        ObjectNode request = StoredRequest.write(plan.request());
        request.remove(StoredRequest.ON_CONFLICT);
        RefreshPlan.Work work = plan.work();
        String text = work.operation() == Operation.REFRESH
                ? request.toString()
                : work.operation().word() + '\n' + request + '\n' + work.body();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
