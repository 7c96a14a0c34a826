package io.freshet.gateway.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.EntityDiff;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What differs between two states of an entity, apart from version and times. */
final class EntityChanges {

    private EntityChanges() {}

    /**
     * The changes in the words of the REST API.
     *
     * @param before null when the entity is new
     */
    static List<Change> between(@Nullable Entity before, Entity after) {
        return EntityDiff.between("", before == null ? null : document(before), document(after));
    }

    private static JsonNode document(Entity entity) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("type", entity.type().word())
                .put("name", entity.name())
                .put("country", entity.country())
                .put("taxId", entity.taxId())
                .put("externalId", entity.externalId())
                .put("status", entity.status())
                .put("isClient", entity.client());
        ArrayNode matrices = document.putArray("riskMatrixIds");
        entity.riskMatrixIds().stream().map(UUID::toString).forEach(matrices::add);
        document.set("attributes", entity.attributes());
        document.set("entityData", entity.entityData());
        return document;
    }
}
