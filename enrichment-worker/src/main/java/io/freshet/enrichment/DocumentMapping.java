package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.NormalizedProfile;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import org.jspecify.annotations.Nullable;

/** From a provider's document to what Freshet understands of it, by the provider's mappings. Total: it throws on no document. */
public final class DocumentMapping {

    private final ObjectMapper json = new ObjectMapper();
    private final ProfileReader reader = new ProfileReader();

    /** What became of a document. */
    public sealed interface Mapped {}

    /**
     * A party.
     *
     * @param profile JSON of {@link NormalizedProfile}
     * @param entityData value of {@code entityData.company} or {@code .person}; null when the provider maps none
     */
    public record Party(JsonNode profile, @Nullable JsonNode entityData) implements Mapped {}

    /** Not what the mapping expects. The detail names no value of the document. */
    public record Unreadable(String detail) implements Mapped {}

    /** Maps a document. */
    public Mapped map(ProviderDefinition definition, JsonNode document) {
        ProviderDefinition.Response response = definition.response();
        try {
            Object tree = json.convertValue(document, Object.class);
            NormalizedProfile profile = reader.read(response.mapping().evaluate(tree), definition.code());
            if (profile == null || !namesParty(profile)) {
                // A mapping fills in constants even from an error page: who is nobody is no party, and no screening of
                // one.
                return new Unreadable("it names no party");
            }
            JsonNode data = response.profile().isEmpty()
                    ? null
                    : reader.readData(response.profile().get().evaluate(tree));
            return new Party(json.valueToTree(profile), data);
        } catch (MappingException e) {
            return new Unreadable("it is not in the expected form");
        }
    }

    private static boolean namesParty(NormalizedProfile profile) {
        return profile.fullName() != null || profile.taxId() != null || profile.screening() != null;
    }
}
