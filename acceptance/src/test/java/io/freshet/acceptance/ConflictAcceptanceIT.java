package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two providers who know one company and do not say the same: GLEIF writes names in capitals and addresses in its own way. */
class ConflictAcceptanceIT {

    private static final String BRAZIL = "br_brasilapi_company_enrichment";
    private static final String GLEIF = "global_gleif_lei_enrichment";
    private static final String BOTH = "{\"refreshScope\": \"selected\", \"depth\": 0, \"providerCodes\": [\"" + GLEIF
            + "\", \"" + BRAZIL + "\"]}";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldLetTheRegisterStandAndKeepWhatGleifSays() throws Exception {
        String id = client.company("BR", Companies.next("lei"));

        JsonNode result = client.refreshed(id, BOTH);

        JsonNode data = client.get("/entities/" + id + "/enrichment").body().path("data");
        JsonNode name = data.at("/attributes/fullName");
        assertThat(name.path("provider").asText()).isEqualTo(BRAZIL);
        assertThat(name.path("alternatives")).singleElement().satisfies(other -> {
            assertThat(other.path("provider").asText()).isEqualTo(GLEIF);
            assertThat(other.path("value").asText())
                    .isEqualTo(name.path("value").asText().toUpperCase(Locale.ROOT));
            assertSourced(other, result);
        });
        assertThat(data.at("/attributes/address/provider").asText()).isEqualTo(BRAZIL);
        assertThat(data.at("/normalized/address"))
                .as("whole, and not a mixture")
                .isEqualTo(data.at("/attributes/address/value"));
        assertThat(data.path("attributes").path("otherIds/lei").path("provider").asText())
                .isEqualTo(GLEIF);
        assertThat(data.path("attributes")).allSatisfy(value -> assertSourced(value, result));
        assertThat(client.get("/entities/" + id).body().at("/data/name")).isEqualTo(name.path("value"));
        assertThat(data.path("providers"))
                .extracting(provider -> provider.path("provider").asText())
                .containsExactly(BRAZIL, GLEIF);
    }

    @Test
    void shouldKeepWhatTheRegisterSaidWhenOnlyGleifAnswers() throws Exception {
        String taxId = Companies.next("lei");
        String id = client.company("BR", taxId);
        client.refreshed(id, BOTH);
        JsonNode before = client.get("/entities/" + id + "/enrichment").body().at("/data/normalized");
        client.call(
                "PUT",
                SharedSystem.get().simulator().url() + "/_faults",
                "{\"provider\": \"brasilapi\", \"subject\": \"" + taxId + "\", \"status\": 404, \"times\": 1}");

        JsonNode result = client.refreshed(id, BOTH);

        assertThat(result.at("/data/changes")).isEmpty();
        JsonNode data = client.get("/entities/" + id + "/enrichment").body().path("data");
        assertThat(data.path("normalized")).isEqualTo(before);
        assertThat(data.at("/attributes/fullName/provider").asText()).isEqualTo(BRAZIL);
        JsonNode calls = client.get("/entities/" + id + "/executions?outcome=failed")
                .body()
                .path("items");
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.path("provider").asText()).isEqualTo(BRAZIL);
            assertThat(call.at("/error/code").asText()).isEqualTo("SUBJECT_NOT_FOUND");
            assertThat(call.at("/error/category").asText()).isEqualTo("not_found");
        });
    }

    @Test
    void shouldListTheCallsThatTheFiltersLetPass() throws Exception {
        String id = client.company("BR", Companies.next("lei"));
        client.refreshed(id, BOTH);
        String executions = "/entities/" + id + "/executions";
        String at = client.get(executions).body().at("/items/0/completedAt").asText();

        assertThat(client.get(executions + "?provider=" + GLEIF).body().path("items"))
                .singleElement()
                .satisfies(call -> assertThat(call.path("provider").asText()).isEqualTo(GLEIF));
        assertThat(client.get(executions + "?outcome=success").body().path("items"))
                .hasSize(2);
        assertThat(client.get(executions + "?outcome=failed").body().path("items"))
                .isEmpty();
        assertThat(client.get(executions + "?from=" + at).body().path("items")).isNotEmpty();
        assertThat(client.get(executions + "?to=2020-01-01T00:00:00Z").body().path("items"))
                .isEmpty();
        assertThat(client.get(executions + "?outcome=maybe").body().at("/error/details/0/path"))
                .hasToString("\"?outcome\"");
        assertThat(client.get(executions + "?from=" + at + "&to=" + at).body().at("/error/details/0/path"))
                .hasToString("\"?to\"");
    }

    private static void assertSourced(JsonNode value, JsonNode result) {
        String provider = value.path("provider").asText();
        assertThat(value.path("executionId"))
                .isEqualTo(Operations.outcome(result, provider).path("executionId"));
        assertThat(value.path("fetchedAt").asText()).endsWith("Z");
        assertThat(value.path("documentHash").asText()).matches("[0-9a-f]{64}");
    }
}
