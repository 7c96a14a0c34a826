package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a refresh calls, and what it may change on its entity, seen from outside. */
class BasicDataAcceptanceIT {

    private static final String BRAZIL = "br_brasilapi_company_enrichment";
    private static final String BRITAIN = "gb_companieshouse_company_enrichment";
    private static final String OWN_DATA = """
            {"company": {"status": "ours", "legalForm": "", "address": {"city": "Recife", "region": null}, "note": "keep"}, "beside": 1}
            """;

    private final Client client = SharedSystem.client();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldLeaveEntityDataUntouchedWhenPreserveEntityDataIsAbsent() throws Exception {
        String id = company(Companies.plain());
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\"}");
        assertThat(result.at("/data/entityData/mode").asText()).isEqualTo("untouched");
        assertThat(entity(id).path("entityData")).isEqualTo(json.readTree(OWN_DATA));
    }

    @Test
    void shouldFillOnlyGapsWhenPreserveEntityDataIsTrue() throws Exception {
        // Given
        String id = company(Companies.plain());
        // When
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"preserveEntityData\": true}");
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/entityData/mode").asText()).isEqualTo("gap_fill");
        assertThat(result.at("/data/entityData/changedPaths"))
                .extracting(JsonNode::asText)
                .contains("/company/name", "/company/legalForm", "/company/address/region", "/company/address/street")
                .doesNotContain("/company/status", "/company/address/city", "/company/note");
        JsonNode data = entity(id).path("entityData");
        assertThat(data.at("/company/status").asText()).isEqualTo("ours");
        assertThat(data.at("/company/address/city").asText()).isEqualTo("Recife");
        assertThat(data.at("/company/address/region").asText()).isEqualTo("SP");
        assertThat(data.at("/company/note").asText()).isEqualTo("keep");
        assertThat(data.path("beside").asInt()).isEqualTo(1);
    }

    @Test
    void shouldReplaceTheWrappedProfileWhenPreserveEntityDataIsFalse() throws Exception {
        // Given
        String id = company(Companies.plain());
        // When
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"preserveEntityData\": false}");
        // Then
        assertThat(result.at("/data/entityData/mode").asText()).isEqualTo("replaced");
        assertThat(result.at("/data/entityData/changedPaths"))
                .extracting(JsonNode::asText)
                .contains("/company/status", "/company/address/city", "/company/note");
        JsonNode data = entity(id).path("entityData");
        assertThat(data.at("/company/status").asText()).isEqualTo("ATIVA");
        assertThat(data.at("/company/address/city").asText()).isEqualTo("SAO PAULO");
        assertThat(data.at("/company").has("note")).isFalse();
        assertThat(data.path("beside").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"preserveEntityData\": false}",
                "{\"refreshScope\": \"all_active\", \"preserveEntityData\": true}",
                "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + BRAZIL
                        + "\"], \"preserveEntityData\": false}"
            })
    void shouldIgnorePreserveEntityDataWhenTheScopeIsNotBasicData(String body) throws Exception {
        String id = company(Companies.plain());
        JsonNode result = client.refreshed(id, body);
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/entityData/mode").asText()).isEqualTo("untouched");
        assertThat(result.at("/data/entityData/changedPaths")).isEmpty();
        assertThat(entity(id).path("entityData")).isEqualTo(json.readTree(OWN_DATA));
    }

    @ParameterizedTest(name = "preserveName {0}: {1}")
    @CsvSource({"null, fullName", "true, kept", "false, basicData"})
    void shouldTakeTheNameThatPreserveNameAllowsWhenTheScopeIsBasicData(String preserve, String source)
            throws Exception {
        String id = company(Companies.plain());
        JsonNode result =
                client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"preserveName\": " + preserve + "}");
        assertThat(result.at("/data/name/source").asText()).isEqualTo(source);
        assertThat(result.at("/data/name/before").asText()).isEqualTo("Our Name");
        assertThat(result.at("/data/name/after").asText().equals("Our Name")).isEqualTo(source.equals("kept"));
        assertThat(entity(id).path("name")).isEqualTo(result.at("/data/name/after"));
    }

    @Test
    void shouldKeepTheNameWhenEveryProviderFails() throws Exception {
        String id = company(Companies.unknown());
        JsonNode result = client.refreshed(
                id, "{\"refreshScope\": \"basic_data\", \"preserveName\": false, \"preserveEntityData\": false}");
        assertThat(result.at("/data/status").asText()).isEqualTo("failed");
        assertThat(entity(id).path("name").asText()).isEqualTo("Our Name");
        assertThat(entity(id).path("entityData")).isEqualTo(json.readTree(OWN_DATA));
    }

    @Test
    void shouldFollowNoOwnersWhenTheScopeIsBasicData() throws Exception {
        String id = company(Companies.plain());
        JsonNode plan = client.post(
                        "/entities/" + id + "/refresh",
                        "{\"refreshScope\": \"basic_data\", \"depth\": 5, \"dryRun\": true}")
                .body();
        assertThat(plan.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH", "RULES");
        assertThat(plan.at("/data/providers")).extracting(JsonNode::asText).containsExactly(BRAZIL);
    }

    @Test
    void shouldGoOnWithAFailedOutcomeWhenASelectedProviderDoesNotFit() throws Exception {
        JsonNode result = client.refreshed(
                company(Companies.plain()),
                "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + BRITAIN + "\", \"" + BRAZIL + "\"]}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed_with_errors");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        JsonNode misfit = outcome(result, BRITAIN);
        assertThat(misfit.path("success").asBoolean(true)).isFalse();
        assertThat(misfit.at("/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(misfit.at("/error/category").asText()).isEqualTo("configuration");
    }

    @Test
    void shouldNotCallWhatIsExcluded() throws Exception {
        // Given
        String id = company(Companies.plain());
        // When
        JsonNode result = client.refreshed(id, """
                {"autoExecuteIntegrations": {"enrichments": ["%s", "%s"], "excludeEnrichments": ["%s"]}}
                """.formatted(BRITAIN, BRAZIL, BRITAIN));
        Client.Answer nothingLeft = client.post("/entities/" + id + "/refresh", """
                {"autoExecuteIntegrations": {"executeAllActiveEnrichments": true, "excludeEnrichments": ["%s"]}}
                """.formatted(
                        String.join("\", \"", Providers.ofCompanies(client, "BR"))));
        // Then
        assertThat(result.at("/data/providers")).hasSize(1);
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(nothingLeft.status()).isEqualTo(422);
        assertThat(nothingLeft.body().at("/error/code").asText()).isEqualTo("no_providers");
    }

    @Test
    void shouldSayThatThereIsNoCountryStrategyWhenAPersonsBasicDataIsAskedFor() throws Exception {
        String id = created("{\"type\": \"person\", \"country\": \"BR\", \"name\": \"Somebody\"}");
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{\"refreshScope\": \"basic_data\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("no_country_strategy");
    }

    @Test
    void shouldPointAtEachNameThatNothingAnswersTo() throws Exception {
        Client.Answer answer =
                client.post("/entities/" + company(Companies.plain()) + "/refresh", """
                {"autoExecuteIntegrations": {"enrichmentGroupRefs": ["none"], "enrichments": ["%s", "who"]}}
                """.formatted(BRAZIL));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("path").asText())
                .containsExactly(
                        "/autoExecuteIntegrations/enrichmentGroupRefs/0", "/autoExecuteIntegrations/enrichments/1");
    }

    private JsonNode entity(String id) throws Exception {
        return client.get("/entities/" + id).body().path("data");
    }

    private String company(String taxId) throws Exception {
        return created("""
                {"type": "company", "country": "BR", "taxId": "%s", "name": "Our Name", "entityData": %s}
                """.formatted(taxId, OWN_DATA));
    }

    private String created(String body) throws Exception {
        Client.Answer answer = client.post("/entities", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().at("/data/id").asText();
    }

    private static JsonNode outcome(JsonNode result, String code) {
        for (JsonNode provider : result.at("/data/providers")) {
            if (provider.path("code").asText().equals(code)) {
                return provider;
            }
        }
        throw new AssertionError("no outcome of " + code + " in " + result.at("/data/providers"));
    }
}
