package io.freshet.gateway.refresh;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which refreshes are listed; null where any will do.
 *
 * @param since accepted then or later
 */
public record RefreshFilter(
        @Nullable JobStatus status,
        @Nullable UUID entityId,
        @Nullable Instant since,
        @Nullable Operation operation) {}
