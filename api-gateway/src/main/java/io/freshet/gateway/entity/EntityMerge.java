package io.freshet.gateway.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.TaxId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entity with a patch applied; pure. */
final class EntityMerge {

    /** As much as a body may hold: what grows by merging has the same bound. */
    private static final int LONGEST_DOCUMENT = 1 << 20;

    private EntityMerge() {}

    /** What the patch makes of the entity. */
    sealed interface Result {}

    /** The entity as it is to be stored, with the next version. */
    record Merged(Entity entity) implements Result {}

    /** It would break a rule. */
    record Refused(EntityEditing.Fault fault) implements Result {}

    static Result apply(Entity entity, EntityPatch patch, Instant now) {
        String name = value(patch.name(), entity.name());
        String country = value(patch.country(), entity.country());
        String taxId = value(patch.taxId(), entity.taxId());
        if (name == null && taxId == null && entity.externalId() == null) {
            return refused("/name", "one of name, taxId and externalId must be left");
        }
        if (taxId != null && country == null) {
            return refused("/country", "is required with taxId");
        }
        if (taxId != null && country != null && (patch.taxId() != null || patch.country() != null)) {
            switch (TaxId.normalize(country, entity.type(), taxId)) {
                case TaxId.Valid valid -> taxId = valid.stored();
                case TaxId.Invalid invalid -> {
                    return new Refused(new EntityEditing.Fault("/taxId", invalid.reason(), true));
                }
            }
        }
        ObjectNode attributes = MergePatch.apply(entity.attributes(), patch.attributes());
        ObjectNode entityData = MergePatch.apply(entity.entityData(), patch.entityData());
        if (attributes.toString().length() > LONGEST_DOCUMENT) {
            return refused("/attributes", "would grow beyond 1 MiB");
        }
        if (entityData.toString().length() > LONGEST_DOCUMENT) {
            return refused("/entityData", "would grow beyond 1 MiB");
        }
        return new Merged(new Entity(
                entity.entityId(),
                entity.tenantId(),
                entity.type(),
                name,
                country,
                taxId,
                entity.externalId(),
                patch.status() == null ? entity.status() : patch.status().word(),
                patch.client() == null ? entity.client() : patch.client(),
                attributes,
                entityData,
                patch.riskMatrixIds() == null ? entity.riskMatrixIds() : patch.riskMatrixIds(),
                entity.version() + 1,
                entity.createdAt(),
                now));
    }

    private static @Nullable String value(EntityPatch.@Nullable Text text, @Nullable String current) {
        return text == null ? current : text.value();
    }

    private static Result refused(String pointer, String message) {
        return new Refused(new EntityEditing.Fault(pointer, message, false));
    }
}
