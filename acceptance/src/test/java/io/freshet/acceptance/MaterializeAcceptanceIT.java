package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.assertRefused;
import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /entities/{id}/relationships/materialize}, seen from outside. */
class MaterializeAcceptanceIT {

    /** Trees of companies: five owners, each with five. The other acceptance tests take the first ones. */
    private final Operations operations = new Operations();

    @Test
    void shouldFollowTheOwnersFromWhatIsKnownWithoutAskingAboutTheRoot() throws Exception {
        // Given
        String id = enrichedTree();
        // When
        JsonNode result = operations.run(path(id), "{}");
        // Then
        assertThat(result.at("/data/operation").asText()).isEqualTo("materialize");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("OWNERSHIP");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/providers")).isEmpty();
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(5);
        assertThat(result.at("/data/shareholders/depth").asInt()).isEqualTo(1);
        assertThat(result.at("/data/ownership/nodes/0/state").asText()).isEqualTo("completed");
        assertThat(result.at("/data/startedAt").asText()).isNotEmpty();
        assertThat(result.has("rulesResult")).isFalse();
    }

    @Test
    void shouldGoToTheDepth() throws Exception {
        JsonNode result = operations.run(path(enrichedTree()), "{\"depth\": 2}");
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(30);
        assertThat(result.at("/data/shareholders/depth").asInt()).isEqualTo(2);
    }

    @Test
    void shouldFollowNobodyAtDepthZero() throws Exception {
        JsonNode result = operations.run(path(enrichedTree()), "{\"depth\": 0}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/shareholders/created").asInt()).isZero();
        assertThat(result.at("/data/shareholders/truncated")).hasSize(5);
    }

    @Test
    void shouldRefuseWhenNothingIsKnown() throws Exception {
        assertRefused(operations.post(path(operations.newCompany()), "{}"), 422, "NO_NORMALIZED_ENRICHMENT");
    }

    @Test
    void shouldAskTheProvidersOfRelationsFirstWhenTheCallerSaysSo() throws Exception {
        JsonNode result =
                operations.run(path(operations.company(Companies.next("tree"))), "{\"runEnrichmentFirst\": true}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH", "OWNERSHIP");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(outcome(result, BRAZIL).path("fromCache").asBoolean(true)).isFalse();
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(5);
    }

    @Test
    void shouldMakeShareholdersOfTheRootsDataAloneWhenOnlyThatIsToBeUsed() throws Exception {
        // Given
        String id = enrichedTree();
        // When
        JsonNode result = operations.run(path(id), "{\"executeOnlyRootData\": true}");
        // Then
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(5);
        assertThat(result.at("/data/totalCostCents").asInt()).isZero();
        assertThat(result.at("/data/steps"))
                .filteredOn(step -> step.path("kind").asText().equals("node"))
                .allMatch(step -> step.path("status").asText().equals("not_applicable"));
    }

    @Test
    void shouldAskShareholdersOfWhatIsNamed() throws Exception {
        JsonNode result = operations.run(path(enrichedTree()), """
                {"autoExecuteIntegrationsShareholders": {"enrichments": {"company": ["%s"]}}}
                """.formatted(BRAZIL));
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(5);
        assertThat(result.at("/data/steps"))
                .filteredOn(step -> step.path("detail").has("outcomes"))
                .hasSize(5)
                .allMatch(step -> step.at("/detail/outcomes/0/success").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void shouldAskAboutShareholdersAgainOnlyWhenTheCallerSaysSo(boolean again, boolean fromCache) throws Exception {
        // Given
        String id = enrichedTree();
        operations.run(path(id), "{\"refreshEnrichShareholders\": true}");
        // When
        JsonNode result = operations.run(path(id), "{\"refreshEnrichShareholders\": " + again + "}");
        // Then
        assertThat(result.at("/data/shareholders/reEnriched").asInt()).isEqualTo(5);
        assertThat(result.at("/data/steps"))
                .filteredOn(step -> step.path("detail").has("outcomes"))
                .hasSize(5)
                .allMatch(step -> step.at("/detail/outcomes/0/fromCache").asBoolean() == fromCache);
    }

    @Test
    void shouldEvaluateTheNamedMatricesOnWhatWasFound() throws Exception {
        JsonNode result =
                operations.run(path(enrichedTree()), "{\"riskMatrixIds\": [\"" + operations.defaultMatrix() + "\"]}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("OWNERSHIP", "RULES");
        assertThat(result.at("/rulesExecutionSummary/trigger").asText()).isEqualTo("manual");
        assertThat(result.at("/rulesExecutionSummary/riskMatricesExecuted"))
                .extracting(JsonNode::asText)
                .containsExactly("Default KYB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"runEnrichmentFirst\": 1} | /runEnrichmentFirst",
                "{\"depth\": 6} | /depth",
                "{\"depth\": -1} | /depth",
                "{\"depth\": \"1\"} | /depth",
                "{\"executeOnlyRootData\": \"no\"} | /executeOnlyRootData",
                "{\"refreshEnrichShareholders\": []} | /refreshEnrichShareholders",
                "{\"riskMatrixIds\": [\"x\"]} | /riskMatrixIds/0",
                "{\"riskMatrixIds\": [\"00000000-0000-0000-0000-000000000000\"]} | /riskMatrixIds/0",
                "{\"autoExecuteIntegrationsShareholders\": 1} | /autoExecuteIntegrationsShareholders"
            })
    void shouldPointAtTheFaultWhenTheBodyIsBad(String body, String path) throws Exception {
        assertRefused(operations.post(path(operations.newCompany()), body), 400, "validation_error", path);
    }

    @Test
    void shouldPointAtAShareholderProviderThatNobodyKnows() throws Exception {
        Client.Answer answer = operations.post(path(enrichedTree()), """
                {"autoExecuteIntegrationsShareholders": {"enrichments": {"person": ["who"]}}}
                """);
        assertRefused(answer, 400, "validation_error", "/autoExecuteIntegrationsShareholders/enrichments/person/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "00000000-0000-0000-0000-000000000000"})
    void shouldNotFindWhatIsNotThere(String id) throws Exception {
        assertRefused(operations.post(path(id), "{}"), 404, "not_found");
    }

    private static String path(String id) {
        return "/entities/" + id + "/relationships/materialize";
    }

    /** A tree whose root is known and whose owners are not. */
    private String enrichedTree() throws Exception {
        String id = operations.company(Companies.next("tree"));
        operations.run("/entities/" + id + "/enrich", "{\"integrationCodes\": [\"" + BRAZIL + "\"]}");
        return id;
    }
}
