package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRow;
import io.freshet.gateway.refresh.JobWaiters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Applies stage events to the state, a batch per transaction. Events may come twice, late and in any order across topics:
 * a step is moved only where its status allows it, and what a duplicate would do again is skipped with it. A job ends in
 * the transaction in which its last step ends.
 */
@Singleton
public final class Projector {

    private final TransactionOperations<Connection> transactions;
    private final JobStore jobs;
    private final PartyStore parties;
    private final JobFinisher finisher;
    private final Outbox outbox;
    private final JobWaiters waiters;
    private final MeterRegistry metrics;

    Projector(
            TransactionOperations<Connection> transactions,
            JobStore jobs,
            PartyStore parties,
            JobFinisher finisher,
            Outbox outbox,
            JobWaiters waiters,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.parties = parties;
        this.finisher = finisher;
        this.outbox = outbox;
        this.waiters = waiters;
        this.metrics = metrics;
    }

    /** Applies the events in one transaction and tells, after the commit, of the jobs that ended. */
    public void project(List<StageEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Batch batch = transactions.executeWrite(status -> apply(status.getConnection(), events));
        outbox.committed(batch.rows());
        batch.ended().forEach(waiters::completed);
        metrics.counter("freshet.projection.events").increment(events.size());
    }

    private record Batch(List<OutboxRow> rows, Set<UUID> ended) {}

    private Batch apply(Connection connection, List<StageEvent> events) throws SQLException {
        Map<UUID, List<StageEvent>> byJob = new LinkedHashMap<>();
        events.forEach(event ->
                byJob.computeIfAbsent(event.jobId(), id -> new ArrayList<>()).add(event));
        Map<UUID, JobRow> locked = jobs.lock(connection, byJob.keySet());
        List<OutboxMessage> messages = new ArrayList<>();
        Set<UUID> ended = new LinkedHashSet<>();
        Set<UUID> open = new LinkedHashSet<>();
        for (Map.Entry<UUID, List<StageEvent>> entry : byJob.entrySet()) {
            JobRow job = locked.get(entry.getKey());
            if (job == null || job.status().isTerminal()) {
                metrics.counter("freshet.projection.stale")
                        .increment(entry.getValue().size());
                continue;
            }
            open.add(job.jobId());
            for (StageEvent event : entry.getValue()) {
                apply(connection, job, event, messages, ended);
            }
        }
        open.removeAll(ended);
        // Locked again by this same transaction: the rows now hold the answers of the batch.
        Map<UUID, JobRow> complete = jobs.lock(connection, jobs.withoutOpenSteps(connection, open));
        for (JobRow job : complete.values()) {
            messages.add(finisher.finish(connection, job));
            ended.add(job.jobId());
        }
        return new Batch(outbox.append(connection, messages), ended);
    }

    private void apply(
            Connection connection, JobRow job, StageEvent event, List<OutboxMessage> messages, Set<UUID> ended)
            throws SQLException {
        switch (event) {
            case StageEvent.NodeEnriched enriched -> {
                if (enriched.isRoot()) {
                    applyRoot(connection, job, enriched);
                } else {
                    applyShareholder(connection, job, enriched);
                }
            }
            case StageEvent.TreeResolved resolved -> applyTree(connection, job, resolved);
            case StageEvent.RulesDone rules -> {
                if (advanceStage(connection, job, "RULES", rules.evaluatedAt())) {
                    jobs.keepAnswer(connection, job.jobId(), JobStore.AnswerColumn.RULES_RESULT, rules.result());
                    jobs.keepAnswer(connection, job.jobId(), JobStore.AnswerColumn.RULES_SUMMARY, rules.summary());
                }
            }
            case StageEvent.GaveUp gaveUp -> {
                messages.add(finisher.fail(connection, job, gaveUp));
                ended.add(job.jobId());
            }
        }
    }

    private boolean advanceStage(Connection connection, JobRow job, String stage, Instant at) throws SQLException {
        Step step = new Step(job.jobId(), job.tenantId(), Step.STAGE + stage, StepStatus.COMPLETED, null, at, at);
        return !jobs.advance(connection, List.of(step)).isEmpty();
    }

    private void applyRoot(Connection connection, JobRow job, StageEvent.NodeEnriched event) throws SQLException {
        if (!advanceStage(connection, job, "ENRICH", event.completedAt())) {
            return;
        }
        jobs.markRunning(connection, job, event.startedAt());
        List<Step> steps = new ArrayList<>();
        for (ObjectNode outcome : event.outcomes()) {
            StepStatus status = outcome.path("success").asBoolean() ? StepStatus.COMPLETED : StepStatus.FAILED;
            steps.add(new Step(
                    job.jobId(),
                    job.tenantId(),
                    Step.PROVIDER + outcome.path("code").asText(),
                    status,
                    outcome,
                    event.startedAt(),
                    event.completedAt()));
        }
        jobs.advance(connection, steps);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("outcomes").addAll(event.outcomes());
        answer.set("profile", event.profile());
        answer.set("entityData", event.entityData());
        if (event.profile() != null) {
            JsonNode before =
                    parties.profile(connection, job.tenantId(), job.entityId()).orElse(null);
            answer.putArray("changes")
                    .addAll(CanonicalAttributes.changes(job.entityType(), before, event.profile(), event.provenance()));
            keepProfile(connection, job, job.entityId(), event);
        }
        jobs.keepAnswer(connection, job.jobId(), JobStore.AnswerColumn.ENRICHED, answer);
    }

    private void applyShareholder(Connection connection, JobRow job, StageEvent.NodeEnriched event)
            throws SQLException {
        StepStatus status = event.succeeded() ? StepStatus.COMPLETED : StepStatus.FAILED;
        String key = Step.NODE + event.nodeId();
        Step step = new Step(job.jobId(), job.tenantId(), key, status, null, event.startedAt(), event.completedAt());
        if (jobs.advance(connection, List.of(step)).isEmpty()) {
            return;
        }
        String found =
                event.profile() == null ? "" : event.profile().path("fullName").asText();
        PartyStore.Shareholder shareholder = parties.upsertShareholder(
                connection,
                job.tenantId(),
                event.nodeId(),
                event.party(),
                found.isEmpty() ? null : found,
                event.completedAt());
        if (event.profile() != null) {
            keepProfile(connection, job, shareholder.entityId(), event);
        }
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("entityId", shareholder.entityId().toString())
                .put("created", shareholder.created());
        detail.putArray("outcomes").addAll(event.outcomes());
        jobs.describe(connection, job.jobId(), key, detail);
    }

    private void keepProfile(Connection connection, JobRow job, UUID entityId, StageEvent.NodeEnriched event)
            throws SQLException {
        JsonNode profile = Objects.requireNonNull(event.profile());
        JsonNode provenance = event.provenance() == null ? JsonNodeFactory.instance.objectNode() : event.provenance();
        parties.keepProfile(connection, job, entityId, profile, provenance, event.completedAt());
    }

    private void applyTree(Connection connection, JobRow job, StageEvent.TreeResolved event) throws SQLException {
        if (!advanceStage(connection, job, "OWNERSHIP", event.resolvedAt())) {
            return;
        }
        List<Step> steps = new ArrayList<>();
        for (StageEvent.TreeNode node : event.nodes()) {
            if (node.nodeId().equals(StageEvent.ROOT)) {
                continue;
            }
            StepStatus status = node.awaitsEvent() ? StepStatus.RUNNING : node.status();
            ObjectNode detail = null;
            if (node.reason() != null) {
                detail = JsonNodeFactory.instance.objectNode().put("reason", node.reason());
            }
            steps.add(new Step(
                    job.jobId(),
                    job.tenantId(),
                    Step.NODE + node.nodeId(),
                    status,
                    detail,
                    null,
                    status.isTerminal() ? event.resolvedAt() : null));
        }
        jobs.advance(connection, steps);
        jobs.keepAnswer(connection, job.jobId(), JobStore.AnswerColumn.OWNERSHIP, TreeDocument.of(event));
    }
}
