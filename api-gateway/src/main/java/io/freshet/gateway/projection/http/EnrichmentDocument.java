package io.freshet.gateway.projection.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.projection.ProviderProfile;
import java.util.List;
import java.util.Map;

/**
 * What is known of an entity and from whom: {@code {normalized, attributes {name: {value, provider, executionId, fetchedAt,
 * documentHash, others[]}}, providers[]}}. The others are what less trusted providers say of the same attribute.
 */
final class EnrichmentDocument {

    private EnrichmentDocument() {}

    /** The document of profiles that are given in order of precedence. */
    static ObjectNode of(List<ProviderProfile> profiles) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode normalized = document.putObject("normalized");
        ObjectNode attributes = document.putObject("attributes");
        for (ProviderProfile one : profiles) {
            for (Map.Entry<String, JsonNode> field : one.profile().properties()) {
                if (attributes.get(field.getKey()) instanceof ObjectNode stands) {
                    stands.withArray("others").add(value(field.getValue(), one));
                } else {
                    normalized.set(field.getKey(), field.getValue());
                    ObjectNode value = value(field.getValue(), one);
                    value.putArray("others");
                    attributes.set(field.getKey(), value);
                }
            }
        }
        document.putArray("providers")
                .addAll(profiles.stream()
                        .map(one -> source(JsonNodeFactory.instance.objectNode(), one))
                        .toList());
        return document;
    }

    private static ObjectNode value(JsonNode value, ProviderProfile from) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("value", value);
        return source(node, from);
    }

    private static ObjectNode source(ObjectNode node, ProviderProfile from) {
        return node.put("provider", from.provider())
                .put("executionId", from.executionId().toString())
                .put("fetchedAt", from.fetchedAt().toString())
                .put("documentHash", from.documentHash());
    }
}
