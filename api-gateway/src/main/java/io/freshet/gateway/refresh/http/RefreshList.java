package io.freshet.gateway.refresh.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of refreshes, newest first.
 *
 * @param success always true
 * @param items the refreshes
 * @param page where the next page begins
 */
record RefreshList(boolean success, List<Item> items, Next page) {

    /**
     * A refresh, without its result.
     *
     * @param refreshId its id
     * @param entityId the entity that it is about
     * @param operation what it does
     * @param status where it stands
     * @param priority bulk yields to interactive
     * @param slip its stages in their order
     * @param retryOf the refresh whose failed steps it tries again
     * @param queuedAt when it was taken
     * @param startedAt when the first provider was called
     * @param completedAt when it ended
     * @param deadline when it ends at the latest
     * @param error why it failed
     */
    @Schema(name = "ListedRefresh")
    record Item(
            UUID refreshId,
            UUID entityId,

            @Schema(allowableValues = {"refresh", "enrich", "analyze", "materialize", "automatic"})
            String operation,

            @Schema(
                    allowableValues = {
                        "queued",
                        "running",
                        "completed",
                        "completed_with_errors",
                        "failed",
                        "cancelled",
                        "timed_out"
                    })
            String status,

            @Schema(allowableValues = {"interactive", "bulk"})
            String priority,

            List<String> slip,
            @Nullable UUID retryOf,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            Instant deadline,
            @Nullable Failure error) {}

    /**
     * Why a refresh failed.
     *
     * @param code of docs/errors.md
     * @param message safe to show
     */
    @Schema(name = "RefreshFailure")
    record Failure(String code, String message) {}

    /**
     * Where the next page begins.
     *
     * @param next_cursor null when there is none
     */
    @Schema(name = "NextRefreshes")
    record Next(@Nullable String next_cursor) {}
}
