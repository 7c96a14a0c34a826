package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registers of the simulator say is what a caller of the API is told, through each provider's own wire format. */
class SimulatorFormatsAcceptanceIT {

    private static final String SCREENING = "global_opensanctions_screening_enrichment";

    private final String simulator = SharedSystem.get().simulator().url();
    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @ParameterizedTest(name = "{1} company of {0}")
    @CsvSource({
        "BR, foreign, br_brasilapi_company_enrichment, true",
        "BR, masked, br_brasilapi_company_enrichment, true",
        "GB, child, gb_companieshouse_company_enrichment, true",
        "GB, wide, gb_companieshouse_company_enrichment, true",
        "GB, masked, gb_companieshouse_company_enrichment, true",
        "NO, deep, no_brreg_company_enrichment, true",
        "NO, ceased, no_brreg_company_enrichment, true",
        "NO, plain, no_brreg_company_enrichment, false",
        "FR, deep, fr_rechercheentreprises_company_enrichment, true",
        "FR, ceased, fr_rechercheentreprises_company_enrichment, true",
        "FR, plain, fr_rechercheentreprises_company_enrichment, false"
    })
    void shouldTellNameOwnersAndManagersAsTheRegisterDoes(String country, String tag, String provider, boolean owned)
            throws Exception {
        // Given
        String taxId = Companies.party(country, tag).path("taxId").asText();
        JsonNode party = party(taxId);
        // When
        String id = client.company(country, taxId);
        JsonNode result = refreshed(id, provider);
        // Then
        assertThat(outcome(result, provider).path("success").asBoolean())
                .as(result.toString())
                .isTrue();
        JsonNode known = known(id);
        assertThat(known.path("fullName").asText())
                .startsWithIgnoringCase(party.path("name").asText());
        assertThat(known.at("/status/code").asText()).isEqualTo("active");
        List<String> owners = names(party, owned ? "owner" : "officer");
        assertThat(owners).isNotEmpty();
        assertThat(current(known.path(owned ? "shareholders" : "officers")))
                .containsExactlyInAnyOrderElementsOf(owners);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BR, br_brasilapi_company_enrichment",
        "NO, no_brreg_company_enrichment",
        "FR, fr_rechercheentreprises_company_enrichment"
    })
    void shouldTellThatACompanyIsDissolved(String country, String provider) throws Exception {
        String id = client.company(
                country, Companies.party(country, "dissolved").path("taxId").asText());
        refreshed(id, provider);
        assertThat(known(id).at("/status/code").asText()).isEqualTo("dissolved");
    }

    @Test
    void shouldTellWhoIsOnAListOfSanctions() throws Exception {
        // Given
        String taxId = Companies.party("GB", "sanctioned").path("taxId").asText();
        String id = client.company("GB", taxId);
        // When: the list goes by the name, which the register tells.
        refreshed(id, "gb_companieshouse_company_enrichment");
        JsonNode result = refreshed(id, SCREENING);
        // Then
        assertThat(outcome(result, SCREENING).path("success").asBoolean())
                .as(result.toString())
                .isTrue();
        JsonNode hits = known(id).at("/screening/hits");
        assertThat(hits).hasSize(1);
        assertThat(hits.at("/0/name").asText())
                .isEqualTo(party(taxId).path("name").asText());
        assertThat(hits.at("/0/topics/0").asText()).isEqualTo("sanction");
    }

    private JsonNode refreshed(String id, String provider) throws Exception {
        return client.refreshed(
                id, "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + provider + "\"], \"depth\": 0}");
    }

    private JsonNode known(String id) throws Exception {
        return client.get("/entities/" + id + "/enrichment").body().at("/data/normalized");
    }

    private JsonNode party(String id) throws Exception {
        return client.fetch(simulator + "/_parties/" + id);
    }

    /** Of those that have a part in a company now, by what they are. */
    private List<String> names(JsonNode party, String role) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode holder : party.path("holders")) {
            boolean fits = List.of(role, "both").contains(holder.path("role").asText());
            if (fits && holder.path("ceased").isNull()) {
                String name = holder.path("name").isNull()
                        ? party(holder.path("party").asText()).path("name").asText()
                        : holder.path("name").asText();
                names.add(name.toUpperCase(Locale.ROOT));
            }
        }
        return names.stream().distinct().toList();
    }

    private static List<String> current(JsonNode parties) {
        List<String> names = new ArrayList<>();
        parties.forEach(party -> {
            if (!party.has("until")) {
                names.add(party.path("name").asText().toUpperCase(Locale.ROOT));
            }
        });
        return names.stream().distinct().toList();
    }
}
