package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The providers that know companies of many countries, beside a country's own register and alone. */
class GleifAndViesAcceptanceIT {

    private static final String GLEIF = "global_gleif_lei_enrichment";
    private static final String VIES = "global_vies_vat_enrichment";
    private static final String FRANCE = "fr_rechercheentreprises_company_enrichment";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldFollowTheParentWhenTheRegisterOfTheCountryKnowsNoOwners() throws Exception {
        // Given: a company of France by its SIREN; nobody gives its LEI
        JsonNode company = Companies.party("FR", "child");
        String id = client.company("FR", company.path("taxId").asText());
        // When
        JsonNode result = client.refreshed(id, selected(1, FRANCE, GLEIF));
        // Then
        JsonNode normalized = normalized(id);
        assertThat(outcome(result, GLEIF).path("success").asBoolean()).isTrue();
        assertThat(normalized.at("/otherIds/lei")).isEqualTo(company.path("lei"));
        assertThat(normalized.at("/relatedParties"))
                .extracting(party -> party.path("relation").asText())
                .contains("direct_parent", "ultimate_parent");
        JsonNode parent = normalized.at("/shareholders/0");
        assertThat(parent.at("/role/code").asText()).isEqualTo("IS_DIRECTLY_CONSOLIDATED_BY");
        assertThat(parent.has("percentage")).isFalse();
        assertThat(result.at("/data/ownership/edges"))
                .anySatisfy(edge -> assertThat(edge.path("owner").asText())
                        .endsWith(":" + parent.path("taxId").asText().replaceAll("[^0-9A-Za-z]", "")));
        // Below the parent its own owners are cut by the depth.
        assertThat(result.at("/data/ownership/nodes"))
                .filteredOn(node -> node.path("depth").asInt() <= 1)
                .hasSize(2);
    }

    @Test
    void shouldCompleteWhenAProviderOfEveryCountryDoesNotKnowTheCompany() throws Exception {
        String id = client.company("BR", Companies.plain());
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"all_active\", \"depth\": 0}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(outcome(result, GLEIF).at("/error/code").asText()).isEqualTo("SUBJECT_NOT_FOUND");
        JsonNode steps = client.get("/refreshes/" + result.at("/data/refreshId").asText())
                .body()
                .at("/data/steps");
        assertThat(steps)
                .filteredOn(step -> step.path("name").asText().equals(GLEIF))
                .extracting(step -> step.path("status").asText())
                .containsExactly("not_applicable");
    }

    @Test
    void shouldLearnNameAndAddressWhenTheVatNumberIsValid() throws Exception {
        JsonNode company = Companies.party("GR", "vat");
        String id = client.company("GR", company.path("vat").asText());
        JsonNode result = client.refreshed(id, selected(0, VIES));
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode normalized = normalized(id);
        assertThat(normalized.path("fullName").asText())
                .isEqualToIgnoringCase(company.path("name").asText());
        assertThat(normalized.at("/address/country").asText()).isEqualTo("GR");
        assertThat(normalized.at("/extensions/vat/valid").asBoolean(false)).isTrue();
    }

    @Test
    void shouldLearnThatTheNumberIsValidWhenTheStateTellsNoName() throws Exception {
        JsonNode company = Companies.party("DE", "vat");
        String id = client.company("DE", company.path("vat").asText());
        JsonNode result = client.refreshed(id, selected(0, VIES));
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode normalized = normalized(id);
        assertThat(normalized.has("fullName")).isFalse();
        assertThat(normalized.at("/extensions/vat/valid").asBoolean(false)).isTrue();
    }

    @Test
    void shouldNameNobodyWhenTheVatNumberIsNotValid() throws Exception {
        // 136695976 has the check digit of a number of Germany; nobody in the simulator has it.
        String id = client.company("DE", "DE136695976");
        JsonNode result = client.refreshed(id, selected(0, VIES));
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        JsonNode normalized = normalized(id);
        assertThat(normalized.has("fullName")).isFalse();
        assertThat(normalized.at("/extensions/vat/valid").asBoolean(true)).isFalse();
    }

    private static String selected(int depth, String... codes) {
        return "{\"refreshScope\": \"selected\", \"depth\": %d, \"providerCodes\": [\"%s\"]}"
                .formatted(depth, String.join("\", \"", codes));
    }

    private JsonNode normalized(String id) throws Exception {
        return client.get("/entities/" + id + "/enrichment").body().at("/data/normalized");
    }

    private static JsonNode outcome(JsonNode result, String code) {
        return Operations.outcome(result, code);
    }
}
