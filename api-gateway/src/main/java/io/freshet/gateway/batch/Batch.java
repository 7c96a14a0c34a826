package io.freshet.gateway.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes that were asked for at once.
 *
 * @param total items, those without an entity included
 */
public record Batch(
        UUID batchId,
        UUID tenantId,
        BatchStatus status,
        int total,
        Instant createdAt,
        @Nullable Instant completedAt) {}
