package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.merge.ProfileMerge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the providers of a node say together, as core's {@link ProfileMerge} makes it; all that each says remains in
 * {@code providerDocuments}.
 *
 * @param profile null when nobody found anything
 * @param provenance path in the profile to {@code {provider, executionId, fetchedAt, documentHash}}
 * @param providerDocuments provider to its own profile
 * @param entityData of the first provider that maps it
 */
public record Enrichment(
        List<Execution> executions,
        @Nullable ObjectNode profile,
        ObjectNode provenance,
        ObjectNode providerDocuments,
        @Nullable JsonNode entityData) {

    /** Merges executions given in the order of the command. */
    public static Enrichment of(List<Execution> executions, ProfileMerge merge) {
        List<ProfileMerge.Profile> profiles = new ArrayList<>();
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        JsonNode entityData = null;
        for (Execution execution : executions) {
            JsonNode found = execution.profile();
            if (found != null) {
                documents.set(execution.provider(), found);
                entityData = entityData == null ? execution.entityData() : entityData;
                profiles.add(new ProfileMerge.Profile(source(execution), found));
            }
        }
        ProfileMerge.Merged merged = merge.merge(profiles);
        ObjectNode profile = merged.profile();
        return new Enrichment(
                executions, profile.isEmpty() ? null : profile, merged.provenance(), documents, entityData);
    }

    private static ProfileMerge.Source source(Execution execution) {
        return new ProfileMerge.Source(
                execution.provider(), execution.executionId(), execution.fetchedAt(), execution.documentHash());
    }
}
