package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.BRITAIN;
import static io.freshet.acceptance.Operations.assertRefused;
import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /entities/{id}/analyze}, seen from outside. */
class AnalyzeAcceptanceIT {

    private static final String COMPANY = "{\"entityType\": \"company\"}";

    private final Operations operations = new Operations();

    @Test
    void shouldAnswerTheReportWithoutBeingAskedToWait() throws Exception {
        // Given
        String id = enriched(Companies.plain());
        // When
        Client.Answer answer = operations.post(path(id), COMPANY);
        // Then
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        JsonNode data = answer.body().path("data");
        assertThat(data.path("operation").asText()).isEqualTo("analyze");
        assertThat(data.path("slip")).extracting(JsonNode::asText).containsExactly("RULES");
        assertThat(data.path("id").asText()).isEqualTo(data.path("refreshId").asText());
        assertThat(data.path("entityId").asText()).isEqualTo(id);
        assertThat(data.path("entityType").asText()).isEqualTo("company");
        assertThat(data.path("overallRiskScore").asDouble()).isBetween(0.0, 100.0);
        assertThat(data.path("riskLevel").asText()).isIn("LOW", "MEDIUM", "HIGH", "CRITICAL");
        assertThat(data.path("confidence").asInt()).isBetween(1, 100);
        assertThat(data.path("rulesExecuted").asInt()).isEqualTo(7);
        assertThat(data.path("rulesTriggered").asInt())
                .isEqualTo(data.path("riskFactors").size());
        assertThat(data.path("executionTimeMs").isIntegralNumber()).isTrue();
        assertThat(data.path("recommendations").isArray()).isTrue();
        assertThat(data.path("analyzedAt").asText()).isNotEmpty();
        assertThat(data.path("triggeredBy").asText()).isEqualTo("api");
        assertThat(data.at("/metadata/riskMatrices"))
                .extracting(JsonNode::asText)
                .contains("Default KYB");
        assertThat(answer.body().at("/rulesResult/executed").asBoolean()).isTrue();
        assertThat(answer.body().at("/rulesExecutionSummary/trigger").asText()).isEqualTo("manual");
        assertThat(answer.body().at("/rulesExecutionSummary/rulesHit")).isNotNull();
    }

    @Test
    void shouldJudgeWhatTheRegisterSaid() throws Exception {
        // Given
        String dissolved = Companies.tagged("dissolved").get(40);
        String id = enriched(dissolved);
        // When
        JsonNode result = operations.post(path(id), COMPANY).body();
        // Then
        assertThat(result.at("/data/overallRiskScore").asDouble()).isGreaterThanOrEqualTo(80);
        assertThat(result.at("/data/riskLevel").asText()).isEqualTo("CRITICAL");
        assertThat(result.at("/data/riskFactors"))
                .extracting(factor -> factor.path("ruleId").asText())
                .contains("kyb-dissolved");
        assertThat(result.at("/data/recommendations"))
                .extracting(JsonNode::asText)
                .contains("REJECT", "BLOCK");
    }

    @Test
    void shouldAccept202WhenTheCallerPrefersNotToWaitSoLong() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = operations.company(taxId);
        operations.slow(taxId, 4_000);
        // When
        Client.Answer answer = SharedSystem.client()
                .post(path(id), "{\"entityType\": \"company\", \"enrichIfNeeded\": true}", "Prefer", "wait=1");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/data/operation").asText()).isEqualTo("analyze");
        assertThat(answer.response().headers().firstValue("Location")).isPresent();
    }

    @Test
    void shouldAskAllActiveProvidersFirstWhenEnrichmentIsNeededAndNoneIsNamed() throws Exception {
        JsonNode result = operations.run(
                path(operations.newCompany()), "{\"entityType\": \"company\", \"enrichIfNeeded\": true}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH", "RULES");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(result.at("/data/metadata/enriched").asBoolean()).isTrue();
    }

    @Test
    void shouldAskTheNamedProvidersFirstWhenEnrichmentIsNeeded() throws Exception {
        JsonNode result = operations.run(path(operations.newCompany()), """
                {"entityType": "company", "enrichIfNeeded": true, "providerCodes": ["%s", "%s"]}
                """.formatted(BRITAIN, BRAZIL));
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(outcome(result, BRITAIN).at("/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed_with_errors");
    }

    @Test
    void shouldLeaveTheEntityAsItIs() throws Exception {
        String id = enriched(Companies.plain());
        JsonNode before = operations.entity(id);
        operations.post(path(id), COMPANY);
        assertThat(operations.entity(id)).isEqualTo(before);
    }

    @Test
    void shouldRunBesideAJobThatWritesTheEntity() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = enriched(taxId);
        operations.slow(taxId, 6_000);
        String running = operations
                .post("/entities/" + id + "/refresh", "{\"depth\": 0}")
                .body()
                .at("/data/refreshId")
                .asText();
        // When
        Client.Answer answer = operations.post(path(id), COMPANY);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(SharedSystem.client()
                        .get("/refreshes/" + running)
                        .body()
                        .at("/data/status")
                        .asText())
                .isIn("queued", "running");
    }

    @Test
    void shouldRefuseWhenAMatrixIsNotCovered() throws Exception {
        try (Operations.TemporaryMatrix matrix = operations.matrix("attributes.segment")) {
            Client.Answer answer = operations.post(path(enriched(Companies.plain())), COMPANY);
            assertRefused(answer, 422, "no_matrix_coverage");
            assertThat(answer.body().at("/error/details/0/message").asText())
                    .contains(matrix.name(), "attributes.segment");
        }
    }

    @Test
    void shouldLeaveOutWhatIsNotCoveredWhenPartialCoverageIsEnough() throws Exception {
        try (Operations.TemporaryMatrix matrix = operations.matrix("attributes.segment")) {
            JsonNode result = operations
                    .post(
                            path(enriched(Companies.plain())),
                            "{\"entityType\": \"company\", \"rulesEngineConfig\": {\"partialCoverage\": true}}")
                    .body();
            assertThat(result.at("/data/metadata/skippedMatrices"))
                    .extracting(JsonNode::asText)
                    .containsExactly(matrix.name());
            assertThat(result.at("/data/metadata/riskMatrices"))
                    .extracting(JsonNode::asText)
                    .containsExactly("Default KYB");
        }
    }

    @Test
    void omitCoverageShouldEvaluateWhatIsNotCovered() throws Exception {
        String id = enriched(Companies.plain());
        try (Operations.Requirement requirement = operations.requirement("attributes.segment")) {
            assertRefused(operations.post(path(id), COMPANY), 422, "no_matrix_coverage");
            Client.Answer answer = operations.post(
                    path(id), "{\"entityType\": \"company\", \"rulesEngineConfig\": {\"omitCoverage\": true}}");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().at("/data/metadata/riskMatrices"))
                    .extracting(JsonNode::asText)
                    .containsExactly(requirement.matrix());
            assertThat(answer.body().at("/data/metadata/skippedMatrices")).isEmpty();
        }
    }

    @Test
    void shouldPointAtATypeThatIsNotTheEntitys() throws Exception {
        assertRefused(
                operations.post(path(operations.newCompany()), "{\"entityType\": \"person\"}"),
                400,
                "validation_error",
                "/entityType");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /entityType",
                "{\"entityType\": \"transaction\"} | /entityType",
                "{\"entityType\": 1} | /entityType",
                "{\"entityType\": \"company\", \"enrichIfNeeded\": \"yes\"} | /enrichIfNeeded",
                "{\"entityType\": \"company\", \"providerCodes\": \"x\"} | /providerCodes",
                "{\"entityType\": \"company\", \"enrichIfNeeded\": true, \"providerCodes\": [\"who\"]} | /providerCodes/0",
                "{\"entityType\": \"company\", \"rulesEngineConfig\": []} | /rulesEngineConfig",
                "{\"entityType\": \"company\", \"rulesEngineConfig\": {\"partialCoverage\": 1}} | /rulesEngineConfig/partialCoverage",
                "{\"entityType\": \"company\", \"rulesEngineConfig\": {\"omitCoverage\": 1}} | /rulesEngineConfig/omitCoverage"
            })
    void shouldPointAtTheFaultWhenTheBodyIsBad(String body, String path) throws Exception {
        assertRefused(operations.post(path(operations.newCompany()), body), 400, "validation_error", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "00000000-0000-0000-0000-000000000000"})
    void shouldNotFindWhatIsNotThere(String id) throws Exception {
        assertRefused(operations.post(path(id), COMPANY), 404, "not_found");
    }

    private static String path(String id) {
        return "/entities/" + id + "/analyze";
    }

    private String enriched(String taxId) throws Exception {
        String id = operations.company(taxId);
        operations.run("/entities/" + id + "/enrich", "{\"integrationCodes\": [\"" + BRAZIL + "\"]}");
        return id;
    }
}
