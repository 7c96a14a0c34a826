package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.BRITAIN;
import static io.freshet.acceptance.Operations.assertRefused;
import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /entities/{id}/enrich} and its two aliases, seen from outside. */
class EnrichAcceptanceIT {

    private static final String BY_ID = "/integration-execution/marketplace/enrichment";
    private static final String BY_EXTERNAL_ID = "/integration-execution/marketplace/enrichment-by-external-id";
    private static final String CODES = "\"integrationCodes\": [\"" + BRAZIL + "\"]";

    private final Operations operations = new Operations();

    @Test
    void shouldGiveAResultPerProviderAndNoOwnership() throws Exception {
        // Given
        String id = operations.created("""
                {"type": "company", "country": "BR", "taxId": "%s", "name": "Ours"}
                """.formatted(Companies.plain()));
        // When
        JsonNode result = operations.run("/entities/" + id + "/enrich", "{" + CODES + "}");
        // Then
        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.at("/data/operation").asText()).isEqualTo("enrich");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/providers")).hasSize(1);
        JsonNode outcome = outcome(result, BRAZIL);
        assertThat(outcome.path("success").asBoolean()).isTrue();
        assertThat(outcome.path("executionId").asText()).isNotEmpty();
        assertThat(outcome.path("fieldsEnriched")).isNotEmpty();
        assertThat(outcome.path("dataQuality").has("completeness")).isTrue();
        assertThat(result.at("/data/ownership").isMissingNode()).isTrue();
        assertThat(result.at("/data/shareholders").isMissingNode()).isTrue();
        assertThat(operations.entity(id).path("name").asText()).isEqualTo("Ours");
    }

    @Test
    void shouldAccept202WithItsLocationWhenTheCallerDoesNotWait() throws Exception {
        String id = operations.newCompany();
        Client.Answer answer = operations.post("/entities/" + id + "/enrich", "{" + CODES + "}");
        assertThat(answer.status()).isEqualTo(202);
        String job = answer.body().at("/data/refreshId").asText();
        assertThat(answer.response().headers().firstValue("Location")).contains("/refreshes/" + job);
        assertThat(answer.body().at("/data/operation").asText()).isEqualTo("enrich");
        assertThat(answer.body().at("/data/entityId").asText()).isEqualTo(id);
        assertThat(SharedSystem.client()
                        .get("/refreshes/" + job)
                        .body()
                        .at("/data/operation")
                        .asText())
                .isEqualTo("enrich");
    }

    @Test
    void shouldRunTheRulesWhenAMatrixListensToEnrichmentCompleted() throws Exception {
        JsonNode result = operations.run("/entities/" + operations.newCompany() + "/enrich", "{" + CODES + "}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).containsExactly("ENRICH", "RULES");
        assertThat(result.at("/rulesResult/executed").asBoolean()).isTrue();
        assertThat(result.at("/rulesExecutionSummary/trigger").asText()).isEqualTo("enrichment_completed");
    }

    @Test
    void shouldCallTheCodesOfGroupsAndThenTheOthersEachOnce() throws Exception {
        // Given
        String slug = "group-" + UUID.randomUUID();
        Client.Answer group = operations.post("/marketplace/enrichment-groups", """
                {"slug": "%s", "name": "Ours", "codes": ["%s", "%s"]}
                """.formatted(slug, BRITAIN, BRAZIL));
        assertThat(group.status()).as(group.body().toString()).isEqualTo(201);
        // When
        JsonNode result = operations.run(
                "/entities/" + operations.newCompany() + "/enrich",
                "{\"enrichmentGroupRefs\": [\"" + slug + "\", \""
                        + group.body().at("/data/id").asText() + "\"], " + CODES + "}");
        // Then
        assertThat(result.at("/data/providers")).hasSize(2);
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(outcome(result, BRITAIN).at("/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
    }

    @Test
    void shouldCallACodeOnceWhenItIsNamedTwice() throws Exception {
        JsonNode result = operations.run(
                "/entities/" + operations.newCompany() + "/enrich",
                "{\"integrationCodes\": [\"" + BRAZIL + "\", \"" + BRAZIL + "\"]}");
        assertThat(result.at("/data/providers")).hasSize(1);
    }

    @Test
    void shouldTakeParametersThatNoProviderNames() throws Exception {
        JsonNode result = operations.run(
                "/entities/" + operations.newCompany() + "/enrich",
                "{" + CODES + ", \"parameters\": {\"scope\": \"full\", \"limit\": 5}}");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
        assertThat(outcome(result, BRAZIL).path("fromCache").asBoolean(true)).isFalse();
    }

    @Test
    void shouldGoOnWithAFailedOutcomeWhenACodeDoesNotFit() throws Exception {
        JsonNode result = operations.run(
                "/entities/" + operations.newCompany() + "/enrich",
                "{\"integrationCodes\": [\"" + BRITAIN + "\", \"" + BRAZIL + "\"]}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed_with_errors");
        assertThat(outcome(result, BRITAIN).at("/error/code").asText()).isEqualTo("INTEGRATION_NOT_ENABLED");
    }

    @Test
    void shouldRefuseWhenNothingIsLeftToCall() throws Exception {
        Client.Answer answer = operations.post(
                "/entities/" + operations.newCompany() + "/enrich", "{\"integrationCodes\": [\"" + BRITAIN + "\"]}");
        assertRefused(answer, 422, "no_providers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /integrationCodes",
                "{\"integrationCodes\": [], \"enrichmentGroupRefs\": []} | /integrationCodes",
                "{\"integrationCodes\": \"x\"} | /integrationCodes",
                "{\"integrationCodes\": [1]} | /integrationCodes/0",
                "{\"integrationCodes\": [\"nobody\"]} | /integrationCodes/0",
                "{\"enrichmentGroupRefs\": [\"nobody\"]} | /enrichmentGroupRefs/0",
                "{\"enrichmentGroupRefs\": {}} | /enrichmentGroupRefs",
                "{\"integrationCodes\": [\"" + BRAZIL + "\"], \"forceRefresh\": 1} | /forceRefresh",
                "{\"integrationCodes\": [\"" + BRAZIL + "\"], \"parameters\": []} | /parameters",
                "{\"integrationCodes\": [\"" + BRAZIL + "\"], \"parameters\": {\"a b\": 1}} | /parameters",
                "{\"integrationCodes\": [\"" + BRAZIL + "\"], \"parameters\": {\"scope\": {}}} | /parameters/scope"
            })
    void shouldPointAtTheFaultWhenTheBodyIsBad(String body, String path) throws Exception {
        assertRefused(
                operations.post("/entities/" + operations.newCompany() + "/enrich", body),
                400,
                "validation_error",
                path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "00000000-0000-0000-0000-000000000000"})
    void shouldNotFindWhatIsNotThere(String id) throws Exception {
        assertRefused(operations.post("/entities/" + id + "/enrich", "{" + CODES + "}"), 404, "not_found");
    }

    @Test
    void shouldRefuseWhenAnotherJobWritesTheEntity() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = operations.company(taxId);
        operations.slow(taxId, 4_000);
        String running = operations
                .post("/entities/" + id + "/refresh", "{\"depth\": 0}")
                .body()
                .at("/data/refreshId")
                .asText();
        // When
        Client.Answer answer = operations.post("/entities/" + id + "/enrich", "{" + CODES + "}");
        // Then
        assertRefused(answer, 409, "refresh_in_progress");
        assertThat(answer.response().headers().firstValue("Location")).contains("/refreshes/" + running);
    }

    @Test
    void shouldEnrichTheEntityThatTheBodyNames() throws Exception {
        String id = operations.newCompany();
        JsonNode result = operations.run(BY_ID, "{\"entityId\": \"" + id + "\", " + CODES + "}");
        assertThat(result.at("/data/entity/id").asText()).isEqualTo(id);
        assertThat(result.at("/data/operation").asText()).isEqualTo("enrich");
        assertThat(outcome(result, BRAZIL).path("success").asBoolean()).isTrue();
    }

    @Test
    void shouldEnrichTheEntityThatTheExternalIdNames() throws Exception {
        String externalId = "ours-" + UUID.randomUUID();
        String id = operations.created("""
                {"type": "company", "country": "BR", "taxId": "%s", "externalId": "%s"}
                """.formatted(Companies.plain(), externalId));
        JsonNode result = operations.run(BY_EXTERNAL_ID, "{\"externalId\": \"" + externalId + "\", " + CODES + "}");
        assertThat(result.at("/data/entity/id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BY_ID + " | {} | 400 | /entityId",
                BY_ID + " | {\"entityId\": \"x\"} | 400 | /entityId",
                BY_ID + " | {\"entityId\": 1} | 400 | /entityId",
                BY_ID + " | {\"entityId\": \"00000000-0000-0000-0000-000000000000\"} | 404 |",
                BY_EXTERNAL_ID + " | {} | 400 | /externalId",
                BY_EXTERNAL_ID + " | {\"externalId\": []} | 400 | /externalId",
                BY_EXTERNAL_ID + " | {\"externalId\": \"nobody's\"} | 404 |"
            })
    void shouldSayWhichEntityIsMissingWhenTheAliasNamesNone(
            String path, String body, int status, @Nullable String pointer) throws Exception {
        Client.Answer answer = operations.post(path, body);
        if (pointer == null) {
            assertRefused(answer, status, "not_found");
        } else {
            assertRefused(answer, status, "validation_error", pointer);
        }
    }
}
