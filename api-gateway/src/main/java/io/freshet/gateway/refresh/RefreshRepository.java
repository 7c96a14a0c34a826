package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.outbox.OutboxRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refreshes as callers submit and see them. */
public interface RefreshRepository {

    /**
     * Inserts a queued job; waits while another transaction inserts an exclusive one of the same entity.
     *
     * @param requestHash lower-case hex SHA-256 of what makes two requests the same work
     * @param record the first command as it is sent, kept so that it can be sent again
     * @return false when it is exclusive and another such job of the entity is not over
     */
    boolean insert(RefreshPlan plan, String requestHash, OutboxRecord record, Instant queuedAt);

    /**
     * Inserts the pending steps of a refresh that was inserted just now, at least one.
     *
     * @return false, and nothing is inserted, when its entity is deleted
     */
    boolean insertSteps(UUID tenantId, UUID jobId, List<String> keys);

    /** Takes a refresh back that was inserted in the same transaction, with its steps. */
    void withdraw(UUID tenantId, UUID jobId);

    /** Keeps what the request named for shareholders and nobody may call, as {@link RejectedProviders} describes it. */
    void keepRejectedOfShareholders(UUID tenantId, UUID jobId, ArrayNode rejected);

    /** The exclusive job of the entity that is not over. */
    Optional<Unfinished> findUnfinished(UUID tenantId, UUID entityId);

    Optional<Refresh> find(UUID tenantId, UUID jobId);

    Optional<JobStatus> status(UUID tenantId, UUID jobId);

    /** The steps of a refresh in a stable order: stages, providers, nodes. */
    List<Step> steps(UUID tenantId, UUID jobId);

    /** A refresh that stands in the way of another one. */
    record Unfinished(
            UUID jobId,
            Operation operation,
            JobStatus status,
            String requestHash,
            List<String> slip,
            List<String> providers,
            Instant deadline) {}

    /**
     * A refresh as it is stored.
     *
     * @param ownership the tree as far as it is known
     * @param result the document that was composed at the end
     * @param retryOf the job whose failed steps this one tries again
     */
    record Refresh(
            UUID jobId,
            Operation operation,
            UUID entityId,
            JobStatus status,
            List<String> slip,
            Instant queuedAt,
            Instant deadline,
            @Nullable JsonNode ownership,
            @Nullable ObjectNode result,
            @Nullable UUID retryOf) {}
}
