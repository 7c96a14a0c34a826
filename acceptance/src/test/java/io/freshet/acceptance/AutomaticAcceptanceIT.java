package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.BRITAIN;
import static io.freshet.acceptance.Operations.assertRefused;
import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /entities/automatic}, seen from outside. */
class AutomaticAcceptanceIT {

    private static final String PATH = "/entities/automatic";

    private final Operations operations = new Operations();

    @Test
    void shouldGiveTheFinalIdAtOnceAndRunTheWholeSlip() throws Exception {
        // Given
        String body = body(Companies.plain(), "\"depth\": 1");
        // When
        Client.Answer accepted = operations.post(PATH, body);
        // Then
        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.body().at("/data/entity/id").asText();
        String job = accepted.body().at("/data/refreshId").asText();
        assertThat(accepted.response().headers().firstValue("Location")).contains("/refreshes/" + job);
        assertThat(accepted.body().at("/data/operation").asText()).isEqualTo("automatic");
        assertThat(accepted.body().at("/data/slip"))
                .extracting(JsonNode::asText)
                .containsExactly("ENRICH", "OWNERSHIP", "RULES");
        assertThat(accepted.body().at("/data/entity/status").asText()).isEqualTo("under_review");
        assertThat(operations.entity(id).path("id").asText()).isEqualTo(id);
    }

    @Test
    void shouldFillTheNewEntityFromItsRegister() throws Exception {
        // When
        JsonNode result = operations.run(PATH, body(Companies.plain(), "\"depth\": 0"));
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(result.at("/data/name/source").asText()).isEqualTo("fullName");
        assertThat(result.at("/data/entityData/mode").asText()).isEqualTo("gap_fill");
        JsonNode entity = operations.entity(result.at("/data/entity/id").asText());
        assertThat(entity.path("name").asText()).isNotEmpty();
        assertThat(entity.at("/entityData/company/status").asText()).isEqualTo("ATIVA");
        assertThat(entity.path("isClient").asBoolean(true)).isFalse();
        assertThat(result.at("/rulesExecutionSummary/trigger").asText()).isEqualTo("entity_created");
    }

    @Test
    void shouldFollowTheOwnersToTheDepth() throws Exception {
        String tree = Companies.next("diamond");
        JsonNode result = operations.run(PATH, body(tree, "\"depth\": 1"));
        assertThat(result.at("/data/shareholders/nodes").asInt()).isEqualTo(3);
        assertThat(result.at("/data/shareholders/truncated")).hasSize(1);
    }

    @Test
    void shouldFollowNoOwnersWhenNoDepthIsSent() throws Exception {
        JsonNode result = operations.run(PATH, body(Companies.plain(), "\"isClient\": true"));
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH", "RULES");
        assertThat(operations
                        .entity(result.at("/data/entity/id").asText())
                        .path("isClient")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldRunNoRulesWhenTheyAreToBeSkipped() throws Exception {
        JsonNode result = operations.run(PATH, body(Companies.plain(), "\"skipRulesExecution\": true"));
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH");
        assertThat(result.has("rulesResult")).isFalse();
        assertThat(result.has("rulesExecutionSummary")).isFalse();
    }

    @Test
    void shouldKeepWhatTheCallerGives() throws Exception {
        String externalId = "auto-" + UUID.randomUUID();
        JsonNode result = operations.run(PATH, body(Companies.plain(), """
                "externalId": "%s", "status": "active", "attributes": {"segment": "b2b"}
                """.formatted(externalId)));
        JsonNode entity = operations.entity(result.at("/data/entity/id").asText());
        assertThat(entity.path("externalId").asText()).isEqualTo(externalId);
        assertThat(entity.path("status").asText()).isEqualTo("active");
        assertThat(entity.at("/attributes/segment").asText()).isEqualTo("b2b");
    }

    @Test
    void shouldCallBasicDataFirstAndThenWhatIsNamed() throws Exception {
        JsonNode result = operations.run(PATH, body(Companies.plain(), """
                "autoExecuteIntegrations": {"enrichments": ["%s"]}
                """.formatted(BRITAIN)));
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(outcome(result, BRITAIN).at("/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed_with_errors");
    }

    @Test
    void autoExecuteIntegrationsShareholdersShouldNameWhoIsAskedAboutOwners() throws Exception {
        String tree = Companies.next("diamond");
        JsonNode result = operations.run(PATH, body(tree, """
                "depth": 1, "autoExecuteIntegrationsShareholders": {"enrichments": {"company": ["%s"]}}
                """.formatted(BRITAIN)));
        assertThat(result.at("/data/shareholders/created").asInt()).isEqualTo(2);
        assertThat(result.at("/data/steps"))
                .filteredOn(step -> step.path("kind").asText().equals("node"))
                .isNotEmpty()
                .allMatch(step -> step.path("status").asText().equals("not_applicable"));
    }

    @Test
    void externalIdShouldBeRefusedWhenAnotherEntityHasIt() throws Exception {
        String externalId = "taken-" + UUID.randomUUID();
        String id = operations.created("{\"type\": \"company\", \"externalId\": \"" + externalId + "\"}");
        Client.Answer answer = operations.post(PATH, body(Companies.plain(), "\"externalId\": \"" + externalId + "\""));
        assertRefused(answer, 409, "entity_exists");
        assertThat(answer.response().headers().firstValue("Location")).contains("/entities/" + id);
    }

    @Test
    void shouldEvaluateTheNamedMatrices() throws Exception {
        // Given
        String matrix = operations.defaultMatrix();
        // When
        JsonNode result = operations.run(PATH, body(Companies.plain(), "\"riskMatrixIds\": [\"" + matrix + "\"]"));
        // Then
        assertThat(result.at("/rulesExecutionSummary/riskMatricesExecuted"))
                .extracting(JsonNode::asText)
                .containsExactly("Default KYB");
    }

    @Test
    void shouldSayThatTheEntityIsThere() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = operations.company(taxId);
        // When
        Client.Answer answer = operations.post(PATH, body(taxId, "\"depth\": 0"));
        // Then
        assertRefused(answer, 409, "entity_exists");
        assertThat(answer.body().at("/error/message").asText()).contains(id);
        assertThat(answer.response().headers().firstValue("Location")).contains("/entities/" + id);
    }

    @Test
    void shouldKeepTheEntityWhenNoRegisterKnowsIt() throws Exception {
        JsonNode result = operations.run(PATH, body(Companies.unknown(), "\"depth\": 1"));
        assertThat(result.at("/data/status").asText()).isEqualTo("failed");
        assertThat(operations
                        .entity(result.at("/data/entity/id").asText())
                        .path("status")
                        .asText())
                .isEqualTo("under_review");
    }

    @Test
    void shouldAnswerAgainWhenTheIdempotencyKeyComesAgain() throws Exception {
        String body = body(Companies.plain(), "\"depth\": 0");
        String key = "auto " + UUID.randomUUID();
        Client.Answer first = SharedSystem.client().post(PATH, body, "Idempotency-Key", key);
        Client.Answer second = SharedSystem.client().post(PATH, body, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11222333000180", "123", "1122233300018x"})
    void shouldRefuseATaxIdThatIsNone(String taxId) throws Exception {
        assertRefused(operations.post(PATH, body(taxId, "\"depth\": 0")), 400, "INVALID_TAX_ID", "/taxId");
    }

    @Test
    void shouldSayThatThereIsNoCountryStrategyWhenNobodyCanBeAsked() throws Exception {
        Client.Answer answer =
                operations.post(PATH, "{\"type\": \"person\", \"country\": \"BR\", \"taxId\": \"52998224725\"}");
        assertRefused(answer, 422, "no_country_strategy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"country\": \"BR\", \"type\": \"company\"} | /taxId",
                "{\"taxId\": \"1\", \"type\": \"company\"} | /country",
                "{\"taxId\": \"1\", \"country\": \"BR\"} | /type",
                "{\"taxId\": 1, \"country\": \"BR\", \"type\": \"company\"} | /taxId",
                "{\"taxId\": \"1\", \"country\": \"BRA\", \"type\": \"company\"} | /country",
                "{\"taxId\": \"1\", \"country\": \"BR\", \"type\": \"vessel\"} | /type"
            })
    void shouldPointAtWhatIsMissing(String body, String path) throws Exception {
        assertRefused(operations.post(PATH, body), 400, "validation_error", path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"depth\": 6 | /depth",
                "\"depth\": -1 | /depth",
                "\"depth\": \"1\" | /depth",
                "\"externalId\": 5 | /externalId",
                "\"isClient\": \"yes\" | /isClient",
                "\"status\": \"deleted\" | /status",
                "\"status\": \"blocked\" | /reason",
                "\"skipRulesExecution\": 0 | /skipRulesExecution",
                "\"attributes\": [] | /attributes",
                "\"autoExecuteIntegrations\": [] | /autoExecuteIntegrations",
                "\"autoExecuteIntegrations\": {\"enrichments\": [\"who\"]} | /autoExecuteIntegrations/enrichments/0",
                "\"riskMatrixIds\": \"x\" | /riskMatrixIds",
                "\"riskMatrixIds\": [\"x\"] | /riskMatrixIds/0",
                "\"riskMatrixIds\": [\"00000000-0000-0000-0000-000000000000\"] | /riskMatrixIds/0"
            })
    void shouldPointAtTheFaultWhenAFieldIsBad(String field, String path) throws Exception {
        assertRefused(operations.post(PATH, body("11222333000181", field)), 400, "validation_error", path);
    }

    private static String body(String taxId, String more) {
        return "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + taxId + "\", " + more + "}";
    }
}
