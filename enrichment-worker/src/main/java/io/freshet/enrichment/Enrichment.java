package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the providers of a node say together. Of several values for one attribute the first in order stands; the others
 * remain in {@code providerDocuments}.
 *
 * @param profile null when nobody found anything
 * @param provenance top-level key to {@code {provider, executionId, fetchedAt, documentHash}}
 * @param providerDocuments provider to its own profile
 * @param entityData of the first provider that maps it
 */
public record Enrichment(
        List<Execution> executions,
        @Nullable ObjectNode profile,
        ObjectNode provenance,
        ObjectNode providerDocuments,
        @Nullable JsonNode entityData) {

    /** Merges executions given in order of precedence. */
    public static Enrichment of(List<Execution> executions) {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        ObjectNode provenance = JsonNodeFactory.instance.objectNode();
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        JsonNode entityData = null;
        for (Execution execution : executions) {
            JsonNode found = execution.profile();
            if (found == null) {
                continue;
            }
            documents.set(execution.provider(), found);
            entityData = entityData == null ? execution.entityData() : entityData;
            for (Map.Entry<String, JsonNode> field : found.properties()) {
                if (!profile.has(field.getKey())) {
                    profile.set(field.getKey(), field.getValue());
                    provenance
                            .putObject(field.getKey())
                            .put("provider", execution.provider())
                            .put("executionId", execution.executionId())
                            .put("fetchedAt", execution.fetchedAt())
                            .put("documentHash", execution.documentHash());
                }
            }
        }
        return new Enrichment(executions, profile.isEmpty() ? null : profile, provenance, documents, entityData);
    }
}
