package io.freshet.gateway.batch.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of refreshes.
 *
 * @param success always true
 * @param data the batch
 */
record BatchShown(boolean success, Data data) {

    /**
     * A batch, as {@link BatchDocument} writes it.
     *
     * @param batchId its id
     * @param status where it stands
     * @param total how many items it has
     * @param createdAt when it was taken
     * @param completedAt when every item had an outcome
     * @param counts items by status; not in lists
     * @param progress the share of items that have an outcome, 0 to 1; not in lists
     */
    @Schema(name = "Batch")
    record Data(
            UUID batchId,

            @Schema(allowableValues = {"running", "cancelling", "completed", "cancelled"})
            String status,

            int total,
            Instant createdAt,
            @Nullable Instant completedAt,
            @Nullable Map<String, Integer> counts,
            @Nullable Double progress) {}
}
