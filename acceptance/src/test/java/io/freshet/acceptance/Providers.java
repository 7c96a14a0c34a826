package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the catalogue has, for tests that mean all providers and not some: their number grows. */
final class Providers {

    private Providers() {}

    /** Codes of those that answer for companies of a country, in the order of the catalogue. */
    static List<String> ofCompanies(Client client, String country) throws Exception {
        List<String> codes = new ArrayList<>();
        for (JsonNode provider : ofCompanies(client)) {
            JsonNode countries = provider.path("countries");
            if (countries.isEmpty() || has(countries, country)) {
                codes.add(provider.path("code").asText());
            }
        }
        return codes;
    }

    /** Codes of those that answer for companies of whatever country, in the order of the catalogue. */
    static List<String> ofAllCompanies(Client client) throws Exception {
        return ofCompanies(client).stream()
                .map(provider -> provider.path("code").asText())
                .toList();
    }

    private static List<JsonNode> ofCompanies(Client client) throws Exception {
        List<JsonNode> providers = new ArrayList<>();
        client.get("/marketplace/providers").body().path("items").forEach(provider -> {
            if (has(provider.path("entityTypes"), "company")) {
                providers.add(provider);
            }
        });
        return providers;
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
