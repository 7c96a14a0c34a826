package io.freshet.gateway.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to change; null leaves a field as it is. Type and external id cannot be changed.
 *
 * @param reason why the status changes
 * @param attributes merged into those of the entity, see {@link MergePatch}; empty changes nothing
 * @param entityData likewise
 */
public record EntityPatch(
        @Nullable Text name,
        @Nullable Text country,
        @Nullable Text taxId,
        @Nullable EntityStatus status,
        @Nullable String reason,
        @Nullable Boolean client,
        @Nullable List<UUID> riskMatrixIds,
        ObjectNode attributes,
        ObjectNode entityData) {

    public EntityPatch {
        riskMatrixIds = riskMatrixIds == null ? null : List.copyOf(riskMatrixIds);
    }

    /** A new text; null clears the field. */
    public record Text(@Nullable String value) {}
}
