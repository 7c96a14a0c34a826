package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What several providers know of a party together: of several values for one attribute that of the first provider stands.
 *
 * @param profile JSON of core's {@link io.freshet.core.NormalizedProfile}
 * @param provenance top-level key of the profile to {@code {provider, executionId, fetchedAt, documentHash}}
 */
public record MergedProfile(ObjectNode profile, ObjectNode provenance) {

    /** Merges profiles given in order of precedence. */
    static MergedProfile of(List<ProviderProfile> profiles) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        ObjectNode provenance = JsonNodeFactory.instance.objectNode();
        for (ProviderProfile one : profiles) {
            for (Map.Entry<String, JsonNode> field : one.profile().properties()) {
                if (!merged.has(field.getKey())) {
                    merged.set(field.getKey(), field.getValue());
                    provenance
                            .putObject(field.getKey())
                            .put("provider", one.provider())
                            .put("executionId", one.executionId().toString())
                            .put("fetchedAt", one.fetchedAt().toString())
                            .put("documentHash", one.documentHash());
                }
            }
        }
        return new MergedProfile(merged, provenance);
    }
}
