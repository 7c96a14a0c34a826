package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.Stage;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.RefreshAnnouncement;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends jobs: decides the status, changes the entity as the caller allowed, keeps the result, and says what to tell. */
@Singleton
final class JobFinisher {

    private final JobRepository jobs;
    private final RefreshRepository refreshes;
    private final RootWriter roots;
    private final HoldingsWriter holdings;
    private final Clock clock;

    JobFinisher(
            JobRepository jobs, RefreshRepository refreshes, RootWriter roots, HoldingsWriter holdings, Clock clock) {
        this.jobs = jobs;
        this.refreshes = refreshes;
        this.roots = roots;
        this.holdings = holdings;
        this.clock = clock;
    }

    /** Ends a job none of whose steps is open. */
    RefreshAnnouncement finish(JobRow job) {
        ObjectNode enriched = job.answers().enriched();
        List<Step> steps = refreshes.steps(job.tenantId(), job.jobId());
        if (enriched == null && !startedFromWhatIsKnown(job, steps)) {
            ObjectNode error = error("DEADLINE_EXCEEDED", "The deadline passed before any stage had answered.");
            return end(job, steps, new JobStatus.TimedOut(), null, error);
        }
        if (allProvidersFailed(steps)) {
            ObjectNode error = error("ALL_PROVIDERS_FAILED", "No selected provider had an answer; see providers.");
            return end(job, steps, new JobStatus.Failed(), null, error);
        }
        Instant now = clock.instant();
        RootWriter.Written root = roots.write(job, enriched, now);
        HoldingsWriter.@Nullable Counts counts = holdings.write(job, steps, now);
        ResultDocument document =
                new ResultDocument(job, steps, root.update(), root.nameBefore(), counts, roots.publish(job, now));
        boolean flawless = steps.stream().allMatch(step -> isFlawless(step.status()));
        JobStatus status = flawless ? new JobStatus.Completed() : new JobStatus.CompletedWithErrors();
        return end(job, steps, status, document, null);
    }

    /** A slip that asks nobody has something to show as soon as its first stage has answered. */
    private static boolean startedFromWhatIsKnown(JobRow job, List<Step> steps) {
        boolean asksNobody = steps.stream().noneMatch(step -> step.key().equals(Step.STAGE + Stage.ENRICH.name()));
        JobRow.Answers answers = job.answers();
        return asksNobody && (answers.ownership() != null || answers.rulesResult() != null);
    }

    private static boolean isFlawless(StepStatus status) {
        return status instanceof StepStatus.Completed || status instanceof StepStatus.NotApplicable;
    }

    /** Ends a job that a stage gave up. */
    RefreshAnnouncement fail(JobRow job, StageEvent.GaveUp gaveUp) {
        jobs.closeOpenSteps(job, new StepStatus.Failed(), gaveUp.at());
        ObjectNode error = error(gaveUp.code(), "The " + gaveUp.stage() + " stage could not finish this job.");
        List<Step> steps = refreshes.steps(job.tenantId(), job.jobId());
        return end(job, steps, new JobStatus.Failed(), null, error);
    }

    /** Ends a job that nobody wants any more; the entity stays as it is. */
    RefreshAnnouncement cancel(JobRow job) {
        jobs.closeOpenSteps(job, new StepStatus.Cancelled(), clock.instant());
        List<Step> steps = refreshes.steps(job.tenantId(), job.jobId());
        return end(job, steps, new JobStatus.Cancelled(), null, error("CANCELLED", "The refresh was cancelled."));
    }

    /** Ends a job whose deadline passed: with what is there, if a provider had answered. */
    RefreshAnnouncement timeOut(JobRow job) {
        jobs.closeOpenSteps(job, new StepStatus.TimedOut(), clock.instant());
        return finish(job);
    }

    private RefreshAnnouncement end(
            JobRow job,
            List<Step> steps,
            JobStatus status,
            @Nullable ResultDocument document,
            @Nullable ObjectNode error) {
        Instant now = clock.instant();
        ObjectNode result = document == null
                ? ResultDocument.withoutUpdate(job, steps, status, now, error)
                : document.compose(status, now);
        if (!jobs.finish(job, status, result, error, now)) {
            throw new IllegalStateException("a locked job did not end: it may not become " + JobStatus.word(status));
        }
        return announcement(job, status, document != null, error, now);
    }

    private static RefreshAnnouncement announcement(
            JobRow job, JobStatus status, boolean changed, @Nullable ObjectNode error, Instant now) {
        List<String> paths = new ArrayList<>();
        ObjectNode enriched = job.answers().enriched();
        if (changed && enriched != null) {
            enriched.path("changes")
                    .forEach(change -> paths.add(change.path("path").asText()));
        }
        JsonNode rules = job.answers().rulesResult();
        boolean executed = rules != null && rules.path("executed").asBoolean();
        return new RefreshAnnouncement(
                job.jobId(),
                job.entityId(),
                job.tenantId(),
                RefreshAnnouncement.ENDED,
                status,
                PartyType.valueOf(job.entityType().toUpperCase(Locale.ROOT)),
                now,
                paths,
                rules != null && executed ? rules.path("decision").asText(null) : null,
                rules != null && executed
                        ? Double.valueOf(rules.path("riskScore").asDouble())
                        : null,
                error == null ? null : error.path("code").asText());
    }

    private static boolean allProvidersFailed(List<Step> steps) {
        List<Step> providers =
                steps.stream().filter(step -> step.kind().equals("provider")).toList();
        return !providers.isEmpty()
                && !ProviderAnswers.any(providers.stream().map(Step::detail).toList());
    }

    private static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }
}
