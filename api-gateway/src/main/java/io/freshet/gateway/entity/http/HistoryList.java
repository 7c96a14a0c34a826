package io.freshet.gateway.entity.http;

import io.freshet.gateway.http.PageLinks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to an entity, as {@link EntityHistoryController} writes it.
 *
 * @param success always true
 * @param items newest first
 * @param page where the list goes on
 */
record HistoryList(boolean success, List<Item> items, PageLinks page) {

    /**
     * One change of an entity.
     *
     * @param version of the entity after it
     * @param at when
     * @param actor who
     * @param kind of what sort
     * @param reason as the caller gave it
     * @param changes what differs
     */
    @Schema(name = "HistoryEntry")
    record Item(
            long version,
            Instant at,
            Who actor,

            @Schema(allowableValues = {"created", "updated", "refreshed", "status_changed", "deleted"})
            String kind,

            @Nullable String reason,
            List<FieldChange> changes) {}

    /**
     * Who changed an entity.
     *
     * @param type an API key or a job
     * @param id of the key or the job
     */
    @Schema(name = "HistoryActor")
    record Who(
            @Schema(allowableValues = {"api_key", "refresh"})
            String type,

            UUID id) {}

    /**
     * What differs in one place.
     *
     * @param path JSON Pointer into the entity
     * @param before null where it was absent
     * @param after null where it is absent
     */
    @Schema(name = "FieldChange")
    record FieldChange(
            String path, @Nullable Object before, @Nullable Object after) {}
}
