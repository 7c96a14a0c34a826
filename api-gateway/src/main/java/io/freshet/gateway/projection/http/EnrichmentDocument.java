package io.freshet.gateway.projection.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.gateway.projection.ProviderProfile;
import java.util.List;

/**
 * What is known of an entity and from whom: {@code {normalized, attributes {path: {value, provider, executionId, fetchedAt,
 * documentHash, alternatives[]}}, providers[]}}. The alternatives are what the other providers say of the same.
 */
final class EnrichmentDocument {

    private EnrichmentDocument() {}

    /** The document of a merged profile and of the profiles that it was made of, these in order of precedence. */
    static ObjectNode of(ProfileMerge.Merged merged, List<ProviderProfile> profiles) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("normalized", merged.profile());
        ObjectNode attributes = document.putObject("attributes");
        for (ProfileMerge.Place place : merged.places()) {
            ObjectNode value = describe(place.stands());
            ArrayNode alternatives = value.putArray("alternatives");
            place.alternatives().forEach(other -> alternatives.add(describe(other)));
            attributes.set(place.path(), value);
        }
        ArrayNode providers = document.putArray("providers");
        profiles.forEach(one -> providers.add(describe(one)));
        return document;
    }

    private static ObjectNode describe(ProfileMerge.Said said) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("value", said.value());
        return node.setAll(said.source().describe());
    }

    private static ObjectNode describe(ProviderProfile one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", one.provider())
                .put("executionId", one.executionId().toString())
                .put("fetchedAt", one.fetchedAt().toString())
                .put("documentHash", one.documentHash());
    }
}
