package io.freshet.enrichment.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.http.ListedExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case of a provider.
 *
 * @param about what it shows, and where its form is documented
 * @param exchanges in the order in which they are asked; the same request twice is answered by each in turn
 */
public record ProviderExample(String about, Subject subject, List<ListedExchange> exchanges, Expected expected) {

    public ProviderExample {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * What has to become of it.
     *
     * @param profile JSON of the normalized profile; null without one
     * @param entityData null without one
     */
    public record Expected(
            ExampleOutcome outcome,
            @Nullable JsonNode profile,
            @Nullable JsonNode entityData) {}
}
