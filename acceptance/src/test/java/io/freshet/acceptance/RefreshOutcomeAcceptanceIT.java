package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.assertRefused;
import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh shows while it runs and when it has ended, and rows of the request that are seen in it; own tenants. */
class RefreshOutcomeAcceptanceIT {

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @ParameterizedTest(name = "the register answers {0}: {1}")
    @CsvSource({"404, SUBJECT_NOT_FOUND, not_found, false", "503, PROVIDER_HTTP_ERROR, provider_error, true"})
    void providersShouldSayWhyTheyFailed(int status, String code, String category, boolean retryable) throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        fault("{\"subject\": \"%s\", \"status\": %d}".formatted(taxId, status));
        // When
        JsonNode result = client.refreshed(id, "{\"depth\": 0}");
        // Then
        JsonNode failed = outcome(result, BRAZIL);
        assertThat(failed.path("success").asBoolean(true)).isFalse();
        assertThat(failed.at("/error/code").asText()).isEqualTo(code);
        assertThat(failed.at("/error/category").asText()).isEqualTo(category);
        assertThat(failed.at("/error/message").asText()).isNotEmpty();
        assertThat(failed.at("/error/retryable").asBoolean()).isEqualTo(retryable);
        assertThat(failed.at("/error/statusCode").asInt()).isEqualTo(status);
        assertThat(result.at("/data/status").asText()).isEqualTo("failed");
    }

    @Test
    void progressAndStepsShouldBeShownWhileTheRefreshRuns() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        fault("{\"subject\": \"%s\", \"latencyMs\": 3000, \"times\": 1}".formatted(taxId));
        // When
        String path = client.post("/entities/" + id + "/refresh", "{}")
                .response()
                .headers()
                .firstValue("Location")
                .orElseThrow();
        JsonNode running = client.get(path).body().path("data");
        JsonNode ended = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> client.get(path).body().path("data"),
                        job -> job.path("completedAt").isTextual());
        // Then
        assertThat(running.path("status").asText()).isIn("queued", "running");
        assertThat(running.path("progress").asDouble(1)).isBetween(0.0, 0.99);
        assertThat(running.path("steps"))
                .extracting(step -> step.path("name").asText())
                .contains("ENRICH", "OWNERSHIP", "RULES", BRAZIL);
        assertThat(running.has("completedAt")).isFalse();
        assertThat(ended.path("progress").asDouble()).isEqualTo(1.0);
        assertThat(ended.at("/ownership/nodes"))
                .extracting(node -> node.path("state").asText())
                .isNotEmpty()
                .doesNotContain("");
    }

    @Test
    void changesShouldTellPathBeforeAfterAndSource() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        JsonNode first = client.refreshed(id, "{\"depth\": 0}");
        String before = first.at("/data/name/after").asText();
        String party = SharedSystem.get().simulator().url() + "/_parties/" + taxId;
        client.call("PUT", party, "{\"name\": \"Novo Nome SA\"}");
        // When
        JsonNode second = client.refreshed(id, "{\"depth\": 0}");
        JsonNode third = client.refreshed(id, "{\"depth\": 0}");
        // Then
        assertThat(second.at("/data/changes")).anySatisfy(change -> {
            assertThat(change.path("path").asText()).isEqualTo("/legal_name");
            assertThat(change.path("before").asText()).isEqualTo(before);
            assertThat(change.path("after").asText()).isEqualTo("Novo Nome SA");
            assertThat(change.path("source").asText()).isEqualTo(BRAZIL);
        });
        assertThat(second.at("/data/name/before").asText()).isEqualTo(before);
        assertThat(second.at("/data/name/after").asText()).isEqualTo("Novo Nome SA");
        assertThat(third.at("/data/changes")).isEmpty();
        assertThat(third.at("/data/name/after").asText()).isEqualTo("Novo Nome SA");
    }

    @Test
    void rulesResultAndShareholdersShouldHaveTheirFields() throws Exception {
        // Given: the rules run for the system's own tenant alone.
        Client own = SharedSystem.client();
        String id = own.company("BR", Companies.plain());
        // When
        JsonNode result = own.refreshed(id, "{\"depth\": 1}");
        // Then
        assertThat(result.at("/rulesResult/success").asBoolean()).isTrue();
        assertThat(result.at("/rulesResult/executed").asBoolean()).isTrue();
        assertThat(result.at("/rulesResult/decision").asText()).isNotEmpty();
        assertThat(result.at("/rulesResult/riskScore").isNumber()).isTrue();
        assertThat(result.at("/rulesExecutionSummary/trigger").asText()).isEqualTo("entity_refreshed");
        assertThat(result.at("/data/shareholders").fieldNames())
                .toIterable()
                .contains("depth", "nodes", "created", "reEnriched", "skipped", "truncated");
        assertThat(result.at("/data/durationMs").asLong()).isPositive();
        assertThat(result.at("/data/totalCostCents").isIntegralNumber()).isTrue();
    }

    @Test
    void preserveEntityDataTrueShouldFillWhatIsEmptyButNotNothing() throws Exception {
        // Given
        String id = client.post("/entities", """
                {"type": "company", "country": "BR", "taxId": "%s", "entityData": {"company":
                 {"industry": {}, "legalForm": [], "name": "", "tradeName": null, "status": false, "incorporationDate": 0}}}
                """.formatted(Companies.plain()))
                .body()
                .at("/data/id")
                .asText();
        // When
        client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"preserveEntityData\": true}");
        // Then
        JsonNode profile = client.get("/entities/" + id).body().at("/data/entityData/company");
        assertThat(profile.at("/industry/code").asText()).isNotEmpty();
        assertThat(profile.path("legalForm").asText()).isNotEmpty();
        assertThat(profile.path("name").asText()).isNotEmpty();
        assertThat(profile.at("/address/city").asText()).isNotEmpty();
        assertThat(profile.path("status").isBoolean()).isTrue();
        assertThat(profile.path("incorporationDate").isInt()).isTrue();
    }

    @Test
    void autoExecuteIntegrationsShouldMeanAllActiveOnesWhenItIsAbsent() throws Exception {
        String path = "/entities/" + client.company("BR", Companies.plain()) + "/refresh";
        JsonNode absent = client.post(path, "{\"dryRun\": true}").body().path("data");
        JsonNode all = client.post(path, "{\"dryRun\": true, \"refreshScope\": \"all_active\"}")
                .body()
                .path("data");
        assertThat(absent.path("providers")).isNotEmpty().isEqualTo(all.path("providers"));
        assertThat(absent.path("slip")).isEqualTo(all.path("slip"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"autoExecuteIntegrations\": {\"enrichments\": [\"who\"]}",
                "\"autoExecuteIntegrations\": {\"executeAllActiveEnrichments\": true, \"excludeEnrichments\": [\"who\"]}",
                "\"autoExecuteIntegrationsShareholders\": {\"enrichments\": {\"person\": [\"who\"]}}",
                "\"refreshScope\": \"selected\", \"providerCodes\": [\"who\"]"
            })
    void providersThatTheCatalogueLacksShouldBeNamed(String field) throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{" + field + "}");
        assertRefused(answer, 400, "validation_error");
        assertThat(answer.body().at("/error/details/0/message").asText()).contains("who");
        assertThat(answer.body().at("/error/details/0/path").asText()).endsWith("/0");
    }

    @Test
    void refreshScopeBasicDataShouldCallNobodyAboutShareholdersAndForceDepthZero() throws Exception {
        String id = client.company("BR", Companies.next("diamond"));
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"depth\": 3}");
        assertThat(result.at("/data/slip")).extracting(JsonNode::asText).doesNotContain("OWNERSHIP");
        assertThat(result.at("/data").has("shareholders")).isFalse();
        assertThat(client.get("/entities/" + id + "/relationships").body().path("items"))
                .isEmpty();
        assertThat(client.get("/entities").body().path("items")).hasSize(1);
    }

    private void fault(String fault) throws Exception {
        assertThat(client.call("PUT", SharedSystem.get().simulator().url() + "/_faults", fault))
                .isLessThan(300);
    }
}
