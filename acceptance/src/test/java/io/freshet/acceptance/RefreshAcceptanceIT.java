package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One company through every stage, seen from outside. */
class RefreshAcceptanceIT {

    private final Client client = SharedSystem.client();

    @Test
    void shouldGiveTheAssociationItsOfficerAndNoShareholderWhenTheRecordedAnswerIsServed() throws Exception {
        // Given
        String id = client.company("BR", "19131243000197");
        // When
        JsonNode result = client.refreshed(id, "{\"depth\": 2}");
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/entity/name").asText()).isEqualTo("OPEN KNOWLEDGE BRASIL");
        assertThat(change(result, "/registered_address/city").asText()).isEqualTo("SAO PAULO");
        assertThat(change(result, "/industry/code").asText()).isEqualTo("9430800");
        assertThat(change(result, "/directors")).hasSize(1);
        assertThat(change(result, "/shareholders").isMissingNode()).isTrue();
        assertThat(result.at("/data/shareholders/nodes").asInt()).isZero();
        assertThat(result.at("/data/ownership/nodes")).hasSize(1);
        assertThat(result.at("/rulesResult/executed").asBoolean()).isTrue();
        assertThat(result.at("/rulesExecutionSummary").fieldNames())
                .toIterable()
                .contains(
                        "rulesHit",
                        "rulesNoHit",
                        "actionsExecuted",
                        "totalScore",
                        "scoreResult",
                        "riskMatrixName",
                        "executionTimeMs",
                        "trigger",
                        "matchedRulesCount",
                        "riskMatricesExecuted");
    }

    @Test
    void shouldShowTheCorporateOwnerWithItsBandWhenTheRecordedAnswerIsServed() throws Exception {
        String id = client.company("GB", "14273658");
        JsonNode result = client.refreshed(id, "{\"depth\": 1}");
        assertThat(result.at("/data/ownership/nodes")).hasSize(2);
        JsonNode edges = result.at("/data/ownership/edges");
        assertThat(edges).hasSize(1);
        assertThat(edges.at("/0/owner").asText()).isEqualTo("company:GB:13707911");
        assertThat(edges.at("/0/percentage/min").asDouble()).isEqualTo(75);
        assertThat(edges.at("/0/percentage/max").asDouble()).isEqualTo(100);
        assertThat(edges.at("/0/voting/min").asDouble()).isEqualTo(75);
        assertThat(result.at("/data/ownership/nodes/1/name").asText()).isEqualTo("Battersea Pictures Holdings Limited");
    }

    @Test
    void shouldMapTheRecordedCompanyProfile() throws Exception {
        JsonNode result = client.refreshed(client.company("GB", "08957400"), "{\"depth\": 0}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/entity/name").asText()).isEqualTo("CANDOUR GROUP LIMITED");
        assertThat(change(result, "/registered_address/city").asText()).isEqualTo("Canterbury");
        assertThat(change(result, "/formation_date").asText()).isEqualTo("2014-03-25");
    }

    @Test
    void shouldFailTheJobWhenNoProviderKnowsTheCompany() throws Exception {
        JsonNode result = client.refreshed(client.company("BR", "00000000000191"), "{\"depth\": 0}");
        assertThat(result.at("/data/status").asText()).isEqualTo("failed");
        assertThat(result.at("/data/providers/0/error/code").asText()).isEqualTo("SUBJECT_NOT_FOUND");
        assertThat(result.at("/data/error/code").asText()).isEqualTo("ALL_PROVIDERS_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"circular", "diamond"})
    void shouldAskEachCompanyOnceWhenTheTreeIsNone(String tag) throws Exception {
        String taxId = Companies.next(tag);
        JsonNode result = client.refreshed(client.company("BR", taxId), "{\"depth\": 5}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        List<String> nodes = new ArrayList<>();
        result.at("/data/ownership/nodes")
                .forEach(node -> nodes.add(node.path("nodeId").asText()));
        assertThat(nodes).doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }

    @Test
    void shouldRunOneJobWhenManyAskAtOnce() throws Exception {
        // Given
        String id = client.company("BR", Companies.next("tree"));
        Set<String> jobs = new HashSet<>();
        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Client.Answer> submit = () -> client.post("/entities/" + id + "/refresh", "{\"depth\": 3}");
            List<Future<Client.Answer>> answers = threads.invokeAll(Collections.nCopies(200, submit));
            for (Future<Client.Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(202);
                jobs.add(answer.get().body().at("/data/refreshId").asText());
            }
        }
        // Then
        assertThat(jobs).hasSize(1);
    }

    @Test
    void shouldAnswerAgainWhenTheIdempotencyKeyComesAgain() throws Exception {
        String body = "{\"type\": \"person\", \"name\": \"Somebody\"}";
        Client.Answer first = client.post("/entities", body, "Idempotency-Key", "same key");
        Client.Answer second = client.post("/entities", body, "Idempotency-Key", "same key");
        Client.Answer other =
                client.post("/entities", "{\"type\": \"person\", \"name\": \"Else\"}", "Idempotency-Key", "same key");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().at("/error/code").asText()).isEqualTo("idempotency_key_reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"depth\": 6}",
                "{\"depth\": -1}",
                "{\"depth\": \"1\"}",
                "{\"depth\": 1.5}",
                "{\"refreshScope\": \"everything\"}",
                "{\"refreshScope\": \"selected\"}",
                "{\"refreshScope\": \"selected\", \"providerCodes\": [\"unknown\"]}",
                "{\"providerCodes\": \"x\"}",
                "{\"forceRefresh\": \"yes\"}",
                "{\"preserveName\": 1}",
                "{\"priority\": \"high\"}",
                "{\"onConflict\": \"wait\"}",
                "{\"dryRun\": []}",
                "{\"autoExecuteIntegrations\": []}",
                "{\"autoExecuteIntegrations\": {\"enrichmentGroupRefs\": [\"none\"]}}",
                "{\"autoExecuteIntegrationsShareholders\": {\"enrichments\": {\"company\": [\"unknown\"]}}}",
                "[]",
                "null",
                "{",
                "",
                "{\"x\": \"\\u0000\"}",
                "{\"x\": \"\\ud800\"}"
            })
    void shouldNameTheFaultWhenTheRequestIsBad(String body) throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post("/entities/" + id + "/refresh", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("validation_error");
        assertThat(answer.body().at("/error/request_id").asText()).isNotEmpty();
        assertThat(client.get("/entities/" + id).body().at("/data/version").asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldStoreNothingWhenItIsADryRun() throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer plan = client.post("/entities/" + id + "/refresh", "{\"dryRun\": true, \"depth\": 2}");
        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.body().at("/data/slip")).hasSize(3);
        assertThat(client.refreshed(id, "{}").at("/data/status").asText()).isEqualTo("completed");
    }

    @Test
    void shouldHideTheEntityWhenTheKeyIsNone() throws Exception {
        String id = client.company("BR", Companies.plain());
        Client stranger = new Client(SharedSystem.get().gatewayUrl(), "fk_test_unknown");
        assertThat(stranger.get("/entities/" + id).status()).isEqualTo(401);
        assertThat(client.get("/entities/not-an-id").status()).isEqualTo(404);
        assertThat(client.get("/refreshes/" + id).status()).isEqualTo(404);
        assertThat(client.get("/nowhere").body().at("/error/code").asText()).isEqualTo("not_found");
    }

    private static JsonNode change(JsonNode result, String path) {
        for (JsonNode change : result.at("/data/changes")) {
            if (change.path("path").asText().equals(path)) {
                return change.path("after");
            }
        }
        return MissingNode.getInstance();
    }
}
