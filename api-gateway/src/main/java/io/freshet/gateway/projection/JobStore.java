package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs and their steps, as the projector reads and writes them within the transaction of the connection given. */
interface JobStore {

    /** Locks the jobs in the order of their ids, so that two batches cannot wait for each other. */
    Map<UUID, JobRow> lock(Connection connection, Collection<UUID> jobIds) throws SQLException;

    /** Notes that a stage began to work on a queued job. */
    void markRunning(Connection connection, JobRow job, Instant startedAt) throws SQLException;

    /** Keeps a stage's answer; {@code column} is one of the job's answer columns. */
    void keepAnswer(Connection connection, UUID jobId, AnswerColumn column, JsonNode answer) throws SQLException;

    /**
     * Inserts steps, or moves those that are there where their status allows it.
     *
     * @return the keys that were written; the others were there already in a state that may not change
     */
    List<String> advance(Connection connection, List<Step> steps) throws SQLException;

    /** Sets the detail of a step. */
    void describe(Connection connection, UUID jobId, String key, JsonNode detail) throws SQLException;

    /** The steps of a job in a stable order. */
    List<Step> steps(Connection connection, UUID jobId) throws SQLException;

    /** Which of the jobs have no step left that is not terminal. */
    List<UUID> withoutOpenSteps(Connection connection, Collection<UUID> jobIds) throws SQLException;

    /** Moves every step that is not terminal to {@code status}. */
    void closeOpenSteps(Connection connection, UUID jobId, StepStatus status, Instant at) throws SQLException;

    /**
     * Ends the job, unless it has ended.
     *
     * @return whether this call ended it
     */
    boolean finish(
            Connection connection,
            UUID jobId,
            JobStatus status,
            @Nullable JsonNode result,
            @Nullable JsonNode error,
            Instant at)
            throws SQLException;

    /** Columns of {@code refresh_job} that hold a stage's answer. */
    enum AnswerColumn {
        ENRICHED,
        OWNERSHIP,
        RULES_RESULT,
        RULES_SUMMARY
    }
}
