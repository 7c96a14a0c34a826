package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.Stage;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the answer of a stage changes on its job; nothing, when the step it belongs to may not move any more. */
@Singleton
final class StageProgress {

    private final JobRepository jobs;
    private final Shareholders shareholders;
    private final ProviderKnowledge knowledge;

    StageProgress(JobRepository jobs, Shareholders shareholders, ProviderKnowledge knowledge) {
        this.jobs = jobs;
        this.shareholders = shareholders;
        this.knowledge = knowledge;
    }

    void apply(JobRow job, StageEvent.NodeEnriched event) {
        if (event.isRoot()) {
            applyRoot(job, event);
        } else {
            applyShareholder(job, event);
        }
    }

    void apply(JobRow job, StageEvent.RulesDone event) {
        if (advanceStage(job, Stage.RULES, event.evaluatedAt())) {
            markRunning(job, event.evaluatedAt());
            jobs.keepAnswer(job, JobRepository.AnswerColumn.RULES_RESULT, event.result());
            jobs.keepAnswer(job, JobRepository.AnswerColumn.RULES_SUMMARY, event.summary());
        }
    }

    void apply(JobRow job, StageEvent.TreeResolved event) {
        if (!advanceStage(job, Stage.OWNERSHIP, event.resolvedAt())) {
            return;
        }
        markRunning(job, event.resolvedAt());
        jobs.advance(event.nodes().stream()
                .filter(node -> !node.nodeId().equals(StageEvent.ROOT))
                .map(node -> step(job, node, event.resolvedAt()))
                .toList());
        jobs.keepAnswer(job, JobRepository.AnswerColumn.OWNERSHIP, TreeDocument.of(event));
    }

    /** The slips of these operations may ask nobody about the root, and are then begun by a later stage. */
    private void markRunning(JobRow job, Instant at) {
        boolean mayAskNobody = switch (job.operation()) {
            case ANALYZE, MATERIALIZE -> true;
            case REFRESH, ENRICH, AUTOMATIC -> false;
        };
        if (mayAskNobody && job.status() instanceof JobStatus.Queued) {
            jobs.markRunning(job, at);
        }
    }

    private static Step step(JobRow job, StageEvent.TreeNode node, Instant resolvedAt) {
        StepStatus status = node.awaitsEvent() ? new StepStatus.Running() : node.status();
        ObjectNode detail = node.reason() == null
                ? null
                : JsonNodeFactory.instance.objectNode().put("reason", node.reason());
        return new Step(
                job.jobId(),
                job.tenantId(),
                Step.NODE + node.nodeId(),
                status,
                detail,
                null,
                StepStatus.isTerminal(status) ? resolvedAt : null);
    }

    private boolean advanceStage(JobRow job, Stage stage, Instant at) {
        StepStatus completed = new StepStatus.Completed();
        Step step = new Step(job.jobId(), job.tenantId(), Step.STAGE + stage.name(), completed, null, at, at);
        return !jobs.advance(List.of(step)).isEmpty();
    }

    private void applyRoot(JobRow job, StageEvent.NodeEnriched event) {
        if (!advanceStage(job, Stage.ENRICH, event.completedAt())) {
            return;
        }
        jobs.markRunning(job, event.startedAt());
        List<Step> steps = new ArrayList<>();
        for (ObjectNode outcome : event.outcomes()) {
            steps.add(new Step(
                    job.jobId(),
                    job.tenantId(),
                    Step.PROVIDER + outcome.path("code").asText(),
                    ended(outcome, event.succeeded()),
                    outcome,
                    event.startedAt(),
                    event.completedAt()));
        }
        jobs.advance(steps);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("outcomes").addAll(event.outcomes());
        answer.set("entityData", event.entityData());
        ProviderKnowledge.Learned learned = knowledge.learn(job, job.entityId(), event);
        if (learned != null) {
            ProfileMerge.Merged after = learned.after();
            answer.set("profile", after.profile());
            answer.putArray("changes")
                    .addAll(CanonicalAttributes.changes(
                            job.entityType(), learned.before(), after.profile(), after.provenance()));
        }
        jobs.keepAnswer(job, JobRepository.AnswerColumn.ENRICHED, answer);
    }

    private void applyShareholder(JobRow job, StageEvent.NodeEnriched event) {
        StepStatus status = event.nobodyAsked() ? new StepStatus.NotApplicable() : ended(event.succeeded());
        String key = Step.NODE + event.nodeId();
        Step step = new Step(job.jobId(), job.tenantId(), key, status, null, event.startedAt(), event.completedAt());
        if (jobs.advance(List.of(step)).isEmpty()) {
            return;
        }
        JsonNode profile = event.profile();
        String found = profile == null ? "" : profile.path("fullName").asText();
        markRunning(job, event.startedAt());
        PartyRepository.Shareholder shareholder = shareholders.upsert(
                job, event.nodeId(), event.party(), found.isEmpty() ? null : found, event.completedAt());
        knowledge.learn(job, shareholder.entityId(), event);
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("entityId", shareholder.entityId().toString())
                .put("created", shareholder.created());
        detail.putArray("outcomes").addAll(event.outcomes());
        jobs.describe(job, key, detail);
    }

    /**
     * A provider of every country knows few of its parties, and some it cannot be asked about: where another provider has
     * answered, that is nothing that went wrong.
     */
    private static StepStatus ended(ObjectNode outcome, boolean othersKnow) {
        String category = outcome.at("/error/category").asText();
        boolean nothingToSay = category.equals("not_found") || category.equals("validation");
        return othersKnow && nothingToSay
                ? new StepStatus.NotApplicable()
                : ended(outcome.path("success").asBoolean());
    }

    private static StepStatus ended(boolean success) {
        return success ? new StepStatus.Completed() : new StepStatus.Failed();
    }
}
