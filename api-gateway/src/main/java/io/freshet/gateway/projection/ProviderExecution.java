package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider was asked about an entity, or could not be.
 *
 * @param root whether the entity was the one to be refreshed; else it was met as a shareholder
 * @param costCents price of the calls made, those made again among them
 * @param repeated calls made again because a worker died before their answer was stored
 * @param error {@code {code, message, category, retryable, statusCode}}; null when the provider knew the entity
 */
public record ProviderExecution(
        UUID executionId,
        UUID tenantId,
        UUID entityId,
        UUID jobId,
        boolean root,
        String provider,
        boolean fromCache,
        int costCents,
        int repeated,
        long executionTimeMs,
        @Nullable JsonNode error,
        Instant completedAt) {}
