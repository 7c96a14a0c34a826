package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be set for a provider, by a tenant and with a call. */
class ProviderParametersAcceptanceIT {

    private static final String SCREENING = "global_opensanctions_screening_enrichment";
    private static final String PROVIDER = "/marketplace/providers/" + SCREENING;
    private static final String SCREEN =
            "{\"depth\": 0, \"forceRefresh\": true, \"refreshScope\": \"selected\", \"providerCodes\": [\"" + SCREENING
                    + "\"]}";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldShowWhatMayBeSetAndWhatIsSet() throws Exception {
        JsonNode before = client.get(PROVIDER).body().path("data");
        assertThat(before.path("supportedParameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactly("dataset", "threshold");
        assertThat(before.path("parameters")).isEmpty();

        set("{\"dataset\": \"peps\", \"threshold\": 0.9}");
        JsonNode after = client.get(PROVIDER).body().path("data");
        assertThat(after.at("/parameters/dataset").asText()).isEqualTo("peps");
        assertThat(after.at("/parameters/threshold").asText()).isEqualTo("0.9");
        assertThat(OtherTenant.client("*").get(PROVIDER).body().at("/data/parameters"))
                .isEmpty();

        set("{}");
        assertThat(client.get(PROVIDER).body().at("/data/parameters")).isEmpty();
    }

    @Test
    void shouldAskWithWhatTheTenantSetsUnlessTheCallSaysOtherwise() throws Exception {
        // Given: who is sanctioned, and no politically exposed person
        JsonNode listed = client.fetch(
                        SharedSystem.get().simulator().url() + "/_catalogue?tag=sanctioned&limit=1&type=person")
                .get(0);
        String person = new ObjectMapper()
                .createObjectNode()
                .put("type", "person")
                .put("country", listed.path("country").asText())
                .put("name", listed.path("name").asText())
                .toString();
        String id = client.post("/entities", person).body().at("/data/id").asText();
        set("{\"dataset\": \"peps\"}");
        // When
        client.refreshed(id, SCREEN);
        // Then
        assertThat(screening(id).path("total").asInt(-1)).isZero();

        // When
        Client.Answer enriched = client.post(
                "/entities/" + id + "/enrich",
                "{\"integrationCodes\": [\"" + SCREENING + "\"], \"parameters\": {\"dataset\": \"sanctions\"}}",
                "Prefer",
                "wait=60");
        assertThat(enriched.status()).isEqualTo(200);
        // Then
        assertThat(screening(id).path("total").asInt(-1)).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"threshold\": 7} | /parameters/threshold",
                "{\"dataset\": \"../match\"} | /parameters/dataset",
                "{\"dataset\": null} | /parameters/dataset",
                "{\"scope\": \"x\"} | /parameters/scope",
            })
    void shouldNameTheParameterThatTheProviderDoesNotTakeSo(String parameters, String path) throws Exception {
        Client.Answer answer = client.put(PROVIDER, "{\"parameters\": " + parameters + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
    }

    @Test
    void shouldNameTheParameterOfACallThatTheProviderDoesNotTakeSo() throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post(
                "/entities/" + id + "/enrich",
                "{\"integrationCodes\": [\"" + SCREENING + "\"], \"parameters\": {\"threshold\": \"high\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo("/parameters/threshold");
    }

    private void set(String parameters) throws Exception {
        assertThat(client.put(PROVIDER, "{\"parameters\": " + parameters + "}").status())
                .isEqualTo(200);
    }

    private JsonNode screening(String id) throws Exception {
        return client.get("/entities/" + id + "/enrichment").body().at("/data/normalized/screening");
    }
}
