package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a refresh request one by one; what {@link RefreshAcceptanceIT} and {@link BasicDataAcceptanceIT} leave open. */
class RefreshRequestAcceptanceIT {

    static final String BRAZIL = "br_brasilapi_company_enrichment";
    static final String BRITAIN = "gb_companieshouse_company_enrichment";

    private final Client client = SharedSystem.client();

    @Test
    void permissionShouldBeEnrichmentsExecute() throws Exception {
        String taxId = Companies.plain();
        Client writer = OtherTenant.client("entities:read", "entities:write");
        Client.Answer refused = writer.post("/entities/" + writer.company("BR", taxId) + "/refresh", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/error/code").asText()).isEqualTo("forbidden");
        Client executor = OtherTenant.client("entities:write", "enrichments:execute");
        assertThat(executor.post("/entities/" + executor.company("BR", taxId) + "/refresh", "{}")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "not-an-id"})
    void entityIdShouldBeNotFoundWhenItIsUnknown(String id) throws Exception {
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("not_found");
    }

    @Test
    void forceRefreshShouldSkipTheCacheUnlessItIsFalse() throws Exception {
        String id = company();
        assertThat(fromCache(client.refreshed(id, "{\"depth\": 0, \"forceRefresh\": false}")))
                .isFalse();
        assertThat(fromCache(client.refreshed(id, "{\"depth\": 0, \"forceRefresh\": false}")))
                .isTrue();
        assertThat(fromCache(client.refreshed(id, "{\"depth\": 0, \"forceRefresh\": true}")))
                .isFalse();
        assertThat(fromCache(client.refreshed(id, "{\"depth\": 0}"))).isFalse();
    }

    @Test
    void refreshScopeBasicDataShouldBeFreshEvenWhenForceRefreshIsFalse() throws Exception {
        String id = company();
        client.refreshed(id, "{\"depth\": 0}");
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"forceRefresh\": false}");
        assertThat(fromCache(result)).isFalse();
    }

    @Test
    void skipRulesEngineShouldLeaveOutTheRulesAndTheirRootKeys() throws Exception {
        JsonNode result = client.refreshed(company(), "{\"skipRulesEngine\": true, \"depth\": 0}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH");
        assertThat(result.has("rulesResult")).isFalse();
        assertThat(result.has("rulesExecutionSummary")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"{}, 1", "{\"depth\": 0}, 0", "{\"depth\": 5}, 5"})
    void depthShouldBeOneUnlessItIsGiven(String body, int depth) throws Exception {
        JsonNode plan = plan(company(), body);
        assertThat(plan.at("/slip"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        depth == 0 ? new String[] {"ENRICH", "RULES"} : new String[] {"ENRICH", "OWNERSHIP", "RULES"});
        assertThat(plan.at("/shareholders/depth").asInt()).isEqualTo(depth);
    }

    @Test
    void refreshScopeAllActiveShouldCallWhatFitsAndNothingElse() throws Exception {
        assertThat(plan(company(), "{\"refreshScope\": \"all_active\"}").at("/providers"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofCompanies(client, "BR"))
                .startsWith(BRAZIL)
                .doesNotContain(BRITAIN);
    }

    @Test
    void refreshScopeShouldReplaceAutoExecuteIntegrations() throws Exception {
        JsonNode plan = plan(company(), """
                {"refreshScope": "all_active", "autoExecuteIntegrations": {"enrichments": ["unknown"]}}
                """);
        assertThat(plan.at("/providers"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofCompanies(client, "BR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"refreshScope\": \"all_active\",", "\"refreshScope\": \"basic_data\","})
    void providerCodesShouldBeIgnoredWhenTheScopeIsNotSelected(String scope) throws Exception {
        JsonNode plan = plan(company(), "{" + scope + " \"providerCodes\": [\"unknown\"]}");
        List<String> all = Providers.ofCompanies(client, "BR");
        assertThat(plan.at("/providers"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(scope.contains("basic_data") ? List.of(BRAZIL) : all);
    }

    @Test
    void providerCodesShouldNameWhatIsCalledWhenTheScopeIsSelected() throws Exception {
        JsonNode plan = plan(
                company(),
                "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + BRITAIN + "\", \"" + BRAZIL + "\"]}");
        assertThat(plan.at("/providers")).extracting(JsonNode::asText).containsExactly(BRAZIL);
        assertThat(plan.at("/rejected/0/code").asText()).isEqualTo(BRITAIN);
        assertThat(plan.at("/rejected/0/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(plan.at("/rejected/0/error/category").asText()).isEqualTo("configuration");
    }

    @Test
    void noProvidersShouldBeUnprocessableWhenNobodyAnswersForTheType() throws Exception {
        Client own = OtherTenant.client("*");
        own.put("/marketplace/providers/global_opensanctions_screening_enrichment", "{\"enabled\": false}");
        Client.Answer person =
                own.post("/entities", "{\"type\": \"person\", \"country\": \"BR\", \"name\": \"Somebody Else\"}");
        Client.Answer answer =
                own.post("/entities/" + person.body().at("/data/id").asText() + "/refresh", "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("no_providers");
    }

    @ParameterizedTest(name = "preserveName {0}: {1}")
    @CsvSource({"null, fullName", "false, fullName", "true, kept"})
    void preserveNameShouldDecideTheNameWhenTheScopeIsNotBasicData(String preserve, String source) throws Exception {
        String id = company();
        JsonNode result = client.refreshed(id, "{\"depth\": 0, \"preserveName\": " + preserve + "}");
        assertThat(result.at("/data/name/source").asText()).isEqualTo(source);
        assertThat(client.get("/entities/" + id).body().at("/data/name")).isEqualTo(result.at("/data/name/after"));
    }

    @Test
    void dryRunShouldTellThePlanAndStoreNothing() throws Exception {
        // Given
        String id = company();
        String body = "{\"dryRun\": true, \"depth\": 2, \"forceRefresh\": false}";
        // When
        JsonNode before = client.post("/entities/" + id + "/refresh", body).body();
        client.refreshed(id, "{\"depth\": 0}");
        JsonNode after = client.post("/entities/" + id + "/refresh", body).body();
        JsonNode forced = client.post("/entities/" + id + "/refresh", "{\"dryRun\": true}")
                .body();
        // Then
        assertThat(before.at("/success").asBoolean()).isTrue();
        assertThat(before.at("/data/dryRun").asBoolean()).isTrue();
        assertThat(before.at("/data/slip"))
                .extracting(JsonNode::asText)
                .containsExactly("ENRICH", "OWNERSHIP", "RULES");
        assertThat(before.at("/data/calls/0/code").asText()).isEqualTo(BRAZIL);
        assertThat(before.at("/data/calls/0/wouldUseCache").asBoolean(true)).isFalse();
        assertThat(after.at("/data/calls/0/wouldUseCache").asBoolean()).isTrue();
        assertThat(forced.at("/data/calls/0/wouldUseCache").asBoolean(true)).isFalse();
        assertThat(before.at("/data/expectedCostCents").isInt()).isTrue();
        assertThat(before.at("/data/shareholders/company"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofAllCompanies(client));
        assertThat(before.at("/data").has("refreshId")).isFalse();
        assertThat(client.get("/refreshes?entityId=" + id).body().path("items")).hasSize(1);
    }

    private JsonNode plan(String id, String body) throws Exception {
        String dry = body.equals("{}") ? "{\"dryRun\": true}" : body.strip().replaceFirst("\\{", "{\"dryRun\": true, ");
        Client.Answer answer = client.post("/entities/" + id + "/refresh", dry);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("data");
    }

    @Test
    void entityIdShouldBeNotFoundWhenItIsAnothersEntity() throws Exception {
        String id = company();
        assertThat(OtherTenant.client("*")
                        .post("/entities/" + id + "/refresh", "{}")
                        .status())
                .isEqualTo(404);
    }

    private static boolean fromCache(JsonNode result) {
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        return result.at("/data/providers/0/fromCache").asBoolean();
    }

    private String company() throws Exception {
        return client.company("BR", Companies.plain());
    }
}
