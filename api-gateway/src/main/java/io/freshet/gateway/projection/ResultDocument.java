package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.snapshot.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a job as {@code GET /refreshes/{id}} answers it; composed once, when the job ends. */
final class ResultDocument {

    private final JobRow job;
    private final List<Step> steps;
    private final RootUpdate update;
    private final @Nullable String nameBefore;
    private final HoldingsWriter.@Nullable Counts shareholders;
    private final @Nullable Publication snapshot;

    ResultDocument(
            JobRow job,
            List<Step> steps,
            RootUpdate update,
            @Nullable String nameBefore,
            HoldingsWriter.@Nullable Counts shareholders,
            @Nullable Publication snapshot) {
        this.job = job;
        this.steps = steps;
        this.update = update;
        this.nameBefore = nameBefore;
        this.shareholders = shareholders;
        this.snapshot = snapshot;
    }

    /** The document of a job that changed nothing. */
    static ObjectNode withoutUpdate(
            JobRow job, List<Step> steps, JobStatus status, Instant completedAt, @Nullable ObjectNode error) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("success", true);
        ObjectNode data = document.putObject("data");
        data.put("refreshId", job.jobId().toString()).put("status", JobStatus.word(status));
        data.putObject("entity").put("id", job.entityId().toString());
        data.set("providers", providers(steps));
        putCostAndTimes(data, job, steps, completedAt);
        if (error != null) {
            data.set("error", error);
        }
        return document;
    }

    ObjectNode compose(JobStatus status, Instant completedAt) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("success", true);
        ObjectNode data = document.putObject("data");
        data.put("refreshId", job.jobId().toString()).put("status", JobStatus.word(status));
        data.putObject("entity")
                .put("id", job.entityId().toString())
                .put("name", update.name().name());
        data.putObject("name")
                .put("before", nameBefore)
                .put("after", update.name().name())
                .put("source", update.name().source().word());
        ObjectNode entityData =
                data.putObject("entityData").put("mode", update.profile().mode().word());
        ArrayNode changedPaths = entityData.putArray("changedPaths");
        update.profile().changedPaths().forEach(changedPaths::add);
        data.set("providers", providers(steps));
        if (shareholders != null) {
            data.set("shareholders", describe(shareholders, job.shareholdersRejected()));
        }
        ObjectNode enriched = job.answers().enriched();
        data.set("changes", enriched == null ? JsonNodeFactory.instance.arrayNode() : enriched.path("changes"));
        if (snapshot != null) {
            data.putObject("snapshot")
                    .put("version", snapshot.version())
                    .put("hash", snapshot.hash())
                    .put("previousHash", snapshot.previousHash())
                    .put("published", snapshot.published());
        }
        putCostAndTimes(data, job, steps, completedAt);
        JsonNode rulesResult = job.answers().rulesResult();
        if (rulesResult != null) {
            document.set("rulesResult", rulesResult);
            document.set("rulesExecutionSummary", job.answers().rulesSummary());
            JsonNode summary = job.answers().rulesSummary();
            if (job.operation() == Operation.ANALYZE && summary != null) {
                AnalysisDocument.addTo(data, job, rulesResult, summary, completedAt);
            }
        }
        return document;
    }

    private static ArrayNode providers(List<Step> steps) {
        ArrayNode providers = JsonNodeFactory.instance.arrayNode();
        steps.stream()
                .filter(step -> step.kind().equals("provider"))
                .forEach(step -> providers.add(
                        step.detail() == null
                                ? JsonNodeFactory.instance
                                        .objectNode()
                                        .put("code", step.name())
                                        .put("success", false)
                                : step.detail()));
        return providers;
    }

    private static ObjectNode describe(HoldingsWriter.Counts counts, @Nullable JsonNode rejected) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("depth", counts.depth())
                .put("nodes", counts.nodes())
                .put("created", counts.created())
                .put("reEnriched", counts.reEnriched())
                .put("skipped", counts.skipped());
        ArrayNode truncated = node.putArray("truncated");
        counts.truncated().forEach(truncated::add);
        return node.set("rejected", rejected == null ? JsonNodeFactory.instance.arrayNode() : rejected);
    }

    private static void putCostAndTimes(ObjectNode data, JobRow job, List<Step> steps, Instant completedAt) {
        long cost = 0;
        for (Step step : steps) {
            JsonNode detail = step.detail();
            if (detail != null) {
                cost += detail.path("costCents").asLong();
                for (JsonNode outcome : detail.path("outcomes")) {
                    cost += outcome.path("costCents").asLong();
                }
            }
        }
        Instant startedAt = job.startedAt();
        data.put("totalCostCents", cost)
                .put("queuedAt", job.queuedAt().toString())
                .put("startedAt", startedAt == null ? null : startedAt.toString())
                .put("completedAt", completedAt.toString())
                .put("durationMs", Duration.between(job.queuedAt(), completedAt).toMillis());
    }
}
