package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.RefreshRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is locked for the batch, with what the stages answered so far.
 *
 * @param shareholdersRejected a list of failed outcomes; null when there is none
 */
public record JobRow(
        UUID jobId,
        UUID tenantId,
        UUID entityId,
        String entityType,
        Operation operation,
        @Nullable ObjectNode operationBody,
        JobStatus status,
        RefreshRequest request,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable JsonNode shareholdersRejected,
        Answers answers) {

    /** What the stages answered; each is null until its event was read. */
    public record Answers(
            @Nullable ObjectNode enriched,
            @Nullable ObjectNode ownership,
            @Nullable JsonNode rulesResult,
            @Nullable JsonNode rulesSummary) {}
}
