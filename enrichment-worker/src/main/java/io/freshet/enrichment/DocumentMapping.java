package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.NormalizedProfile;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.util.Map;
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

    /** A document that does not know the subject: a list of others, for one that was searched for. */
    public record Nobody() implements Mapped {}

    /** Not what the mapping expects. The detail names no value of the document. */
    public record Unreadable(String detail) implements Mapped {}

    /**
     * Maps a document.
     *
     * @param subject whom it was asked about; expressions see it as {@code $subject}
     */
    public Mapped map(ProviderDefinition definition, Subject subject, JsonNode document) {
        ProviderDefinition.Response response = definition.response();
        try {
            Object tree = json.convertValue(document, Object.class);
            Map<String, Object> variables = Map.of("subject", subject.asInput());
            Object mapped = response.mapping().evaluate(tree, variables);
            if (mapped instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("notFound"))) {
                return new Nobody();
            }
            NormalizedProfile profile = reader.read(mapped, definition.code());
            if (profile == null || !namesParty(profile)) {
                // A mapping fills in constants even from an error page: who is nobody is no party, and no screening of
                // one.
                return new Unreadable("it names no party");
            }
            JsonNode data = response.profile().isEmpty()
                    ? null
                    : reader.readData(response.profile().get().evaluate(tree, variables));
            JsonNode whole = json.valueToTree(profile);
            prune(whole);
            return new Party(whole, data);
        } catch (MappingException e) {
            return new Unreadable("it is not in the expected form");
        }
    }

    /** Takes out objects of which nothing was fit to stay. */
    private static void prune(JsonNode node) {
        node.forEach(DocumentMapping::prune);
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> isEmptyObject(field.getValue()));
        } else if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (isEmptyObject(array.get(i))) {
                    array.remove(i);
                }
            }
        }
    }

    private static boolean isEmptyObject(JsonNode node) {
        return node.isObject() && node.isEmpty();
    }

    private static boolean namesParty(NormalizedProfile profile) {
        return profile.fullName() != null || profile.taxId() != null || profile.screening() != null;
    }
}
