package io.freshet.acceptance;

import static io.freshet.acceptance.RefreshRequestAcceptanceIT.BRAZIL;
import static io.freshet.acceptance.RefreshRequestAcceptanceIT.BRITAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of providers and the providers of shareholders in a refresh; each test has a tenant of its own. */
class RefreshSelectionAcceptanceIT {

    private Client client;
    private String id;
    private JsonNode group;

    @BeforeEach
    void makeCompanyAndGroup() throws Exception {
        client = OtherTenant.client("*");
        id = client.company("BR", Companies.tagged("diamond").getLast());
        group = group("Both", BRITAIN, BRAZIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slug", "id"})
    void enrichmentGroupRefsShouldNameAGroupBySlugOrId(String field) throws Exception {
        JsonNode plan = plan("{\"autoExecuteIntegrations\": {\"enrichmentGroupRefs\": [\"%s\"]}}"
                .formatted(group.path(field).asText()));
        assertThat(plan.path("providers")).extracting(JsonNode::asText).containsExactly(BRAZIL);
        assertThat(plan.at("/rejected/0/code").asText()).isEqualTo(BRITAIN);
    }

    @Test
    void enrichmentGroupRefsShouldTakeAnIdInCapitals() throws Exception {
        String capitals = group.path("id").asText().toUpperCase(Locale.ROOT);
        assertThat(plan("{\"autoExecuteIntegrations\": {\"enrichmentGroupRefs\": [\"" + capitals + "\"]}}")
                        .path("providers"))
                .hasSize(1);
    }

    @Test
    void enrichmentGroupRefsShouldRunWithTheEnrichmentsAndWithoutWhatIsExcluded() throws Exception {
        JsonNode result = client.refreshed(id, """
                {"depth": 0, "autoExecuteIntegrations": {"enrichmentGroupRefs": ["%s"], "enrichments": ["%s"],
                 "excludeEnrichments": ["%s"]}}
                """.formatted(group.path("slug").asText(), BRAZIL, BRITAIN));
        assertThat(result.at("/data/providers"))
                .extracting(provider -> provider.path("code").asText())
                .containsExactly(BRAZIL);
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
    }

    @Test
    void executeAllActiveEnrichmentsShouldMakeGroupsAndEnrichmentsVoid() throws Exception {
        JsonNode plan = plan("""
                {"autoExecuteIntegrations": {"executeAllActiveEnrichments": true, "enrichmentGroupRefs": ["unknown"],
                 "enrichments": ["unknown"]}}
                """);
        assertThat(plan.path("providers"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofCompanies(client, "BR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoExecuteIntegrations", "autoExecuteIntegrationsShareholders"})
    void enrichmentGroupRefsShouldBeNamedWhenTheGroupIsUnknownOrAnothers(String field) throws Exception {
        Client stranger = OtherTenant.client("*");
        String strangerId = stranger.company("BR", Companies.tagged("diamond").getLast());
        for (String reference :
                new String[] {group.path("slug").asText(), group.path("id").asText()}) {
            Client.Answer answer = stranger.post(
                    "/entities/" + strangerId + "/refresh",
                    "{\"%s\": {\"enrichmentGroupRefs\": [\"%s\"]}}".formatted(field, reference));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/error/details/0/path").asText())
                    .isEqualTo("/" + field + "/enrichmentGroupRefs/0");
            assertThat(answer.body().at("/error/details/0/message").asText()).contains(reference);
        }
    }

    @Test
    void shareholdersShouldBeAskedOfAllActiveOnesUnlessTheRequestSaysOtherwise() throws Exception {
        JsonNode shareholders = plan("{}").path("shareholders");
        assertThat(shareholders.path("company"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofAllCompanies(client));
    }

    @Test
    void shareholderGroupsShouldBeMergedIntoBothListsBeforeTheCodes() throws Exception {
        JsonNode shareholders =
                plan("""
                {"autoExecuteIntegrationsShareholders": {"enrichmentGroupRefs": ["%s"], "enrichments": {"company": ["%s"]}}}
                """.formatted(group.path("slug").asText(), BRAZIL)).path("shareholders");
        assertThat(shareholders.path("company")).extracting(JsonNode::asText).containsExactly(BRITAIN, BRAZIL);
        assertThat(shareholders.path("rejected")).isEmpty();
    }

    @Test
    void shareholderGroupsShouldBeVoidWhenAllActiveOnesAreAskedFor() throws Exception {
        JsonNode shareholders = plan("""
                {"autoExecuteIntegrationsShareholders": {"executeAllActiveEnrichments": true, "enrichmentGroupRefs": ["unknown"]}}
                """).path("shareholders");
        assertThat(shareholders.path("company"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofAllCompanies(client));
    }

    @Test
    void shareholdersThatAreCompaniesShouldBeAskedOfTheCompanyListAlone() throws Exception {
        JsonNode asked = client.refreshed(id, shareholders("company", BRAZIL));
        assertThat(asked.at("/data/status").asText()).isEqualTo("completed");
        assertThat(asked.at("/data/shareholders/created").asInt()).isEqualTo(2);
        assertThat(nodeStates(asked)).contains("completed");

        JsonNode notAsked = client.refreshed(id, shareholders("company", BRITAIN));
        assertThat(notAsked.at("/data/shareholders/reEnriched").asInt()).isZero();
        assertThat(nodeStates(notAsked)).containsOnly("not_applicable");
    }

    @Test
    void shareholderProvidersThatFitNobodyOfTheirListShouldBeToldInPlanAndResult() throws Exception {
        String body = shareholders("person", BRAZIL);
        JsonNode planned = plan(body).at("/shareholders/rejected");
        JsonNode told = client.refreshed(id, body).at("/data/shareholders/rejected");
        assertThat(told).isEqualTo(planned).hasSize(1);
        assertThat(told.at("/0/code").asText()).isEqualTo(BRAZIL);
        assertThat(told.at("/0/success").asBoolean(true)).isFalse();
        assertThat(told.at("/0/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(told.at("/0/error/category").asText()).isEqualTo("configuration");
    }

    private static String shareholders(String list, String code) {
        return "{\"autoExecuteIntegrationsShareholders\": {\"enrichments\": {\"%s\": [\"%s\"]}}}".formatted(list, code);
    }

    private static Iterable<String> nodeStates(JsonNode result) {
        return () -> result.at("/data/steps")
                .valueStream()
                .filter(step -> step.path("kind").asText().equals("node"))
                .map(step -> step.path("status").asText())
                .iterator();
    }

    private JsonNode plan(String body) throws Exception {
        String dry = body.equals("{}") ? "{\"dryRun\": true}" : body.strip().replaceFirst("\\{", "{\"dryRun\": true, ");
        Client.Answer answer = client.post("/entities/" + id + "/refresh", dry);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("data");
    }

    private JsonNode group(String name, String... codes) throws Exception {
        String body = "{\"name\": \"%s %s\", \"codes\": [\"%s\"]}"
                .formatted(name, UUID.randomUUID(), String.join("\", \"", codes));
        Client.Answer answer = client.post("/marketplace/enrichment-groups", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("data");
    }
}
