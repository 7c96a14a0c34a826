package io.freshet.enrichment.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.DocumentMapping;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.http.ClientExchange;
import io.freshet.enrichment.http.ExchangeServer;
import io.freshet.enrichment.http.HttpProvider;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a provider of the catalogue about an example's subject, by the code that asks the real one, with the example as server. */
public final class ExampleRunner {

    private final Clock clock;
    private final DocumentMapping mapping = new DocumentMapping();

    public ExampleRunner(Clock clock) {
        this.clock = clock;
    }

    /** What is not as the example says; empty when all is. Each request is sent once: an example tells of answers, not of patience. */
    public List<String> run(ProviderDefinition provider, ProviderExample example)
            throws IOException, InterruptedException {
        try (ExchangeServer server = new ExchangeServer(example.exchanges())) {
            Answer answer = new HttpProvider(new ClientExchange(secrets(provider), clock), clock)
                    .ask(
                            provider.at(server.url()),
                            example.subject(),
                            new Inquiry(clock.instant().plus(Duration.ofMinutes(10)), false));
            List<String> faults = new ArrayList<>(server.faults());
            faults.addAll(compare(provider, example, answer));
            return faults;
        }
    }

    private List<String> compare(ProviderDefinition provider, ProviderExample example, Answer answer) {
        ProviderExample.Expected expected = example.expected();
        ExampleOutcome outcome = ExampleOutcome.of(answer);
        JsonNode profile = null;
        JsonNode entityData = null;
        String detail = answer instanceof Answer.Unmappable unmappable ? unmappable.detail() : null;
        if (answer instanceof Answer.Found found) {
            switch (mapping.map(provider, example.subject(), found.document())) {
                case DocumentMapping.Party party -> {
                    profile = party.profile();
                    entityData = party.entityData();
                }
                case DocumentMapping.Nobody nobody -> outcome = ExampleOutcome.NOT_FOUND;
                case DocumentMapping.Unreadable unreadable -> {
                    outcome = ExampleOutcome.UNMAPPABLE;
                    detail = unreadable.detail();
                }
            }
        }
        List<String> faults = new ArrayList<>();
        if (outcome != expected.outcome()) {
            faults.add("outcome: expected " + expected.outcome() + ", got " + outcome + because(detail));
        }
        faults.addAll(Differences.between("profile", expected.profile(), profile));
        faults.addAll(Differences.between("entityData", expected.entityData(), entityData));
        return faults;
    }

    private static String because(@Nullable String detail) {
        return detail == null ? "" : " (" + detail + ")";
    }

    private static Map<String, String> secrets(ProviderDefinition provider) {
        return provider.credentials()
                .map(credentials ->
                        Map.of("FRESHET_SECRET_" + credentials.secret().toUpperCase(Locale.ROOT), "example"))
                .orElse(Map.of());
    }
}
