package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.PublicEvents;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.RefreshEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends jobs: decides the status, changes the entity as the caller allowed, keeps the result, and says what to tell. */
@Singleton
final class JobFinisher {

    private final JobStore jobs;
    private final PartyStore parties;
    private final HoldingsWriter holdings;
    private final Clock clock;

    JobFinisher(JobStore jobs, PartyStore parties, HoldingsWriter holdings, Clock clock) {
        this.jobs = jobs;
        this.parties = parties;
        this.holdings = holdings;
        this.clock = clock;
    }

    /** Ends a job none of whose steps is open. */
    OutboxMessage finish(Connection connection, JobRow job) throws SQLException {
        ObjectNode enriched = job.answers().enriched();
        List<Step> steps = jobs.steps(connection, job.jobId());
        if (enriched == null || allProvidersFailed(steps)) {
            JobStatus status = enriched == null ? JobStatus.TIMED_OUT : JobStatus.FAILED;
            ObjectNode error = enriched == null
                    ? error("DEADLINE_EXCEEDED", "The deadline passed before any provider had answered.")
                    : error("ALL_PROVIDERS_FAILED", "No selected provider had an answer; see providers.");
            return end(connection, job, steps, status, null, error);
        }
        boolean flawless = steps.stream()
                .allMatch(step -> step.status() == StepStatus.COMPLETED || step.status() == StepStatus.NOT_APPLICABLE);
        Instant now = clock.instant();
        RootUpdate.Current current = parties.lockEntity(connection, job.tenantId(), job.entityId());
        RootUpdate update = RootUpdate.decide(
                job.request(), current, present(enriched, "profile"), present(enriched, "entityData"));
        parties.updateEntity(connection, job.tenantId(), job.entityId(), update, now);
        HoldingsWriter.@Nullable Counts counts = holdings.write(connection, job, steps, now);
        ResultDocument document = new ResultDocument(job, steps, update, current.name(), counts);
        JobStatus status = flawless ? JobStatus.COMPLETED : JobStatus.COMPLETED_WITH_ERRORS;
        return end(connection, job, steps, status, document, null);
    }

    /** Ends a job that a stage gave up. */
    OutboxMessage fail(Connection connection, JobRow job, StageEvent.GaveUp gaveUp) throws SQLException {
        jobs.closeOpenSteps(connection, job.jobId(), StepStatus.FAILED, gaveUp.at());
        ObjectNode error = error(gaveUp.code(), "The " + gaveUp.stage() + " stage could not finish this job.");
        return end(connection, job, jobs.steps(connection, job.jobId()), JobStatus.FAILED, null, error);
    }

    /** Ends a job whose deadline passed: with what is there, if a provider had answered. */
    OutboxMessage timeOut(Connection connection, JobRow job) throws SQLException {
        jobs.closeOpenSteps(connection, job.jobId(), StepStatus.TIMED_OUT, clock.instant());
        return finish(connection, job);
    }

    private OutboxMessage end(
            Connection connection,
            JobRow job,
            List<Step> steps,
            JobStatus status,
            @Nullable ResultDocument document,
            @Nullable ObjectNode error)
            throws SQLException {
        Instant now = clock.instant();
        ObjectNode result = document == null
                ? ResultDocument.withoutUpdate(job, steps, status, now, error)
                : document.compose(status, now);
        jobs.finish(connection, job.jobId(), status, result, error, now);
        List<String> paths = new ArrayList<>();
        if (document != null && job.answers().enriched() != null) {
            job.answers()
                    .enriched()
                    .path("changes")
                    .forEach(change -> paths.add(change.path("path").asText()));
        }
        JsonNode rules = job.answers().rulesResult();
        boolean executed = rules != null && rules.path("executed").asBoolean();
        return PublicEvents.refresh(
                job.tenantId(),
                RefreshEvent.newBuilder()
                        .setRefreshId(job.jobId().toString())
                        .setEntityId(job.entityId().toString())
                        .setOrganizationId(job.tenantId().toString())
                        .setSequence(2)
                        .setStatus(status.published())
                        .setEntityType(job.entityType().equals("company") ? EntityType.COMPANY : EntityType.PERSON)
                        .setOccurredAt(now)
                        .setChangedPaths(paths)
                        .setDecision(
                                rules != null && executed
                                        ? rules.path("decision").asText(null)
                                        : null)
                        .setRiskScore(
                                rules != null && executed
                                        ? Double.valueOf(rules.path("riskScore").asDouble())
                                        : null)
                        .setErrorCode(error == null ? null : error.path("code").asText())
                        .build());
    }

    private static boolean allProvidersFailed(List<Step> steps) {
        List<Step> providers =
                steps.stream().filter(step -> step.kind().equals("provider")).toList();
        return !providers.isEmpty() && providers.stream().noneMatch(step -> step.status() == StepStatus.COMPLETED);
    }

    private static @Nullable JsonNode present(ObjectNode enriched, String field) {
        JsonNode value = enriched.path(field);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }
}
