package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Persons and companies are screened against lists, and what was found, or that nothing was, is known of them. */
class ScreeningAcceptanceIT {

    private static final String SCREENING = "global_opensanctions_screening_enrichment";
    private static final String SCREEN =
            "{\"depth\": 0, \"refreshScope\": \"selected\", \"providerCodes\": [\"" + SCREENING + "\"]}";

    private final ObjectMapper json = new ObjectMapper();
    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldFindThePersonOnAList() throws Exception {
        // Given
        JsonNode listed = listed("person");
        String id = created("person", listed.path("country").asText(), "name", listed.path("name"));
        // When
        JsonNode result = client.refreshed(id, SCREEN);
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode outcome = Operations.outcome(result, SCREENING);
        assertThat(outcome.path("success").asBoolean()).isTrue();
        assertThat(outcome.path("costCents").asInt()).isEqualTo(10);
        JsonNode screening = screening(id);
        assertThat(screening.path("total").asInt()).isPositive();
        assertThat(screening.path("by")).extracting(JsonNode::asText).contains("name");
        assertThat(screening.path("hits")).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.path("score").asDouble()).isBetween(0.7, 1.0);
            assertThat(hit.path("topics")).extracting(JsonNode::asText).contains("sanction");
            assertThat(hit.path("source").asText()).isEqualTo(SCREENING);
        });
    }

    @Test
    void shouldSayThatNobodyWasFoundWhenAPersonIsOnNoList() throws Exception {
        String id = created("person", "NO", "name", json.valueToTree("Wilhelmina Ingensteds Listeført"));
        assertThat(client.get("/entities/" + id + "/enrichment")
                        .body()
                        .at("/data/normalized")
                        .has("screening"))
                .isFalse();
        JsonNode result = client.refreshed(id, SCREEN);
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode screening = screening(id);
        assertThat(screening.path("total").asInt(-1)).isZero();
        assertThat(screening.path("hits")).isEmpty();
    }

    @Test
    void shouldFindTheCompanyByItsNumberWhenItsNameIsNotKnown() throws Exception {
        JsonNode listed = listed("company");
        String id = created("company", listed.path("country").asText(), "taxId", listed.path("taxId"));
        JsonNode result = client.refreshed(id, SCREEN);
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode screening = screening(id);
        assertThat(screening.path("hits")).isNotEmpty();
        assertThat(screening.path("by"))
                .extracting(JsonNode::asText)
                .contains("registrationNumber")
                .doesNotContain("name");
    }

    private JsonNode screening(String id) throws Exception {
        return client.get("/entities/" + id + "/enrichment").body().at("/data/normalized/screening");
    }

    private JsonNode listed(String type) throws Exception {
        JsonNode parties =
                client.fetch(SharedSystem.get().simulator().url() + "/_catalogue?tag=sanctioned&limit=1&type=" + type);
        assertThat(parties).hasSize(1);
        return parties.get(0);
    }

    private String created(String type, String country, String field, JsonNode value) throws Exception {
        Client.Answer answer = client.post(
                "/entities",
                json.createObjectNode()
                        .put("type", type)
                        .put("country", country)
                        .set(field, value)
                        .toString());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().at("/data/id").asText();
    }
}
