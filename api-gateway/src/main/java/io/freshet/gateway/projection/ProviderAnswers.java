package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.NormalizedProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the outcomes of a party's providers come to; each is JSON as in {@code providers[]} of the REST API. */
final class ProviderAnswers {

    private ProviderAnswers() {}

    /**
     * Whether somebody answered about the party. A screening says whom lists name, not that the party is there: it counts only where
     * nobody else could be asked.
     */
    static boolean any(List<? extends @Nullable JsonNode> outcomes) {
        if (outcomes.stream().anyMatch(ProviderAnswers::knowsTheParty)) {
            return true;
        }
        return outcomes.stream().anyMatch(ProviderAnswers::succeeded)
                && outcomes.stream().allMatch(outcome -> succeeded(outcome) || couldNotBeAsked(outcome));
    }

    private static boolean knowsTheParty(@Nullable JsonNode outcome) {
        if (outcome == null || !succeeded(outcome)) {
            return false;
        }
        JsonNode fields = outcome.path("fieldsEnriched");
        return fields.size() != 1 || !fields.path(0).asText().equals(NormalizedProfile.SCREENING);
    }

    private static boolean succeeded(@Nullable JsonNode outcome) {
        return outcome != null && outcome.path("success").asBoolean();
    }

    /** A provider that takes numbers which this party does not have. */
    private static boolean couldNotBeAsked(@Nullable JsonNode outcome) {
        return outcome != null && outcome.at("/error/category").asText().equals("validation");
    }
}
