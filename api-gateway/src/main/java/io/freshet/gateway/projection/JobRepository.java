package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs and their steps, as the projector moves them. Statuses only move where their transitions allow it. */
public interface JobRepository {

    /** Locks the jobs in the order of their ids, so that two batches cannot wait for each other. */
    Map<UUID, JobRow> lock(Collection<UUID> jobIds);

    /** Locks a job of the tenant; empty when the tenant has no such job. */
    Optional<JobRow> lock(UUID tenantId, UUID jobId);

    /** Notes that a stage began to work on a queued job. */
    void markRunning(JobRow job, Instant startedAt);

    /** Keeps a stage's answer. */
    void keepAnswer(JobRow job, AnswerColumn column, JsonNode answer);

    /**
     * Inserts steps, or moves those that are there where their status allows it.
     *
     * @return the keys that were written; the others were there already in a state that may not change
     */
    List<String> advance(List<Step> steps);

    /** Sets the detail of a step. */
    void describe(JobRow job, String key, JsonNode detail);

    /** Which of the jobs have no step left that is not terminal. */
    List<UUID> withoutOpenSteps(Collection<UUID> jobIds);

    /** Moves every step that is not terminal to {@code status}. */
    void closeOpenSteps(JobRow job, StepStatus status, Instant at);

    /**
     * Ends the job, unless it has ended.
     *
     * @return whether this call ended it
     */
    boolean finish(JobRow job, JobStatus status, @Nullable JsonNode result, @Nullable JsonNode error, Instant at);

    /** Puts the first commands of at most {@code limit} silent jobs into the outbox again, where the sweeper finds them. */
    void resendSilent(int limit);

    /** Open jobs whose deadline was before {@code moment}, of all tenants. */
    List<UUID> overdue(Instant moment, int limit);

    /** Columns of a job that hold a stage's answer. */
    enum AnswerColumn {
        ENRICHED,
        OWNERSHIP,
        RULES_RESULT,
        RULES_SUMMARY
    }
}
