package io.freshet.gateway.batch.http;

import io.freshet.gateway.http.PageLinks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a batch's items.
 *
 * @param success always true
 * @param items what became of each entity
 * @param page where the list goes on
 */
record BatchItemList(boolean success, List<Item> items, PageLinks page) {

    /**
     * What became of one entity of a batch.
     *
     * @param entityId the entity
     * @param status where it stands
     * @param refreshId its job
     * @param coalesced whether an equal job ran already
     * @param error why it failed
     */
    @Schema(name = "BatchItem")
    record Item(
            UUID entityId,

            @Schema(
                    allowableValues = {
                        "queued",
                        "running",
                        "completed",
                        "completed_with_errors",
                        "failed",
                        "cancelled",
                        "timed_out",
                        "not_found",
                        "conflict"
                    })
            String status,

            @Nullable UUID refreshId,
            @Nullable Boolean coalesced,
            @Nullable Failure error) {}

    /**
     * Why an item failed.
     *
     * @param code one of docs/errors.md
     * @param message for people
     */
    @Schema(name = "BatchItemError")
    record Failure(String code, @Nullable String message) {}
}
