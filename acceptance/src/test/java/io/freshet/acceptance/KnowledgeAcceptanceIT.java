package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refresh leaves of an entity: normalized data with its sources, calls, holdings and history, seen from outside. */
class KnowledgeAcceptanceIT {

    private static final String BRAZIL = "br_brasilapi_company_enrichment";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldTellOfEveryValueWhereItIsFrom() throws Exception {
        String id = client.company("BR", Companies.next("tree"));
        assertThat(client.get("/entities/" + id + "/enrichment").body().at("/data/normalized"))
                .isEmpty();

        JsonNode result = client.refreshed(id, onlyBrazil(0));

        JsonNode data = client.get("/entities/" + id + "/enrichment").body().path("data");
        JsonNode call = result.at("/data/providers/0");
        assertThat(data.path("normalized").size()).isGreaterThan(3);
        assertThat(data.path("normalized").fieldNames())
                .toIterable()
                .allSatisfy(name -> assertThat(data.path("attributes").fieldNames())
                        .toIterable()
                        .anyMatch(path -> path.equals(name) || path.startsWith(name + "/")));
        data.path("attributes").properties().forEach(attribute -> {
            JsonNode value = attribute.getValue();
            assertThat(value.path("value")).isEqualTo(data.path("normalized").at("/" + attribute.getKey()));
            assertThat(value.path("provider").asText()).isEqualTo(BRAZIL);
            assertThat(value.path("executionId")).isEqualTo(call.path("executionId"));
            assertThat(value.path("documentHash").asText()).matches("[0-9a-f]{64}");
            assertThat(value.path("fetchedAt").asText()).endsWith("Z");
            assertThat(value.path("alternatives")).isEmpty();
        });
    }

    @Test
    void shouldListTheCallsAboutTheRootAndAboutItsShareholders() throws Exception {
        String id = client.company("BR", Companies.next("tree"));
        JsonNode first = client.refreshed(id, "{\"depth\": 1}");
        JsonNode second = client.refreshed(id, "{\"depth\": 0, \"forceRefresh\": false}");

        List<JsonNode> calls = items("/entities/" + id + "/executions?provider=" + BRAZIL);
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst().path("refreshId")).isEqualTo(second.at("/data/refreshId"));
        assertThat(calls.getFirst().path("fromCache").asBoolean()).isTrue();
        assertThat(calls.getLast().path("executionId")).isEqualTo(first.at("/data/providers/0/executionId"));
        assertThat(calls.getLast().path("fromCache").asBoolean()).isFalse();
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.path("provider").asText()).isEqualTo(BRAZIL);
            assertThat(call.path("role").asText()).isEqualTo("root");
            assertThat(call.path("success").asBoolean()).isTrue();
            assertThat(call.path("error").isNull()).isTrue();
        });

        List<JsonNode> ofOwners = new ArrayList<>();
        for (JsonNode holding : items("/entities/" + id + "/relationships?direction=owners")) {
            ofOwners.addAll(items("/entities/" + holding.at("/entity/id").asText() + "/executions?provider=" + BRAZIL));
        }
        assertThat(ofOwners).isNotEmpty().allSatisfy(call -> {
            assertThat(call.path("role").asText()).isEqualTo("shareholder");
            assertThat(call.path("refreshId")).isEqualTo(first.at("/data/refreshId"));
        });
    }

    @Test
    void shouldListTheHoldingsFromBothEnds() throws Exception {
        String id = client.company("BR", Companies.next("tree"));
        JsonNode result = client.refreshed(id, "{\"depth\": 1}");

        List<JsonNode> owners = items("/entities/" + id + "/relationships?direction=owners");
        assertThat(owners).isNotEmpty().allSatisfy(holding -> {
            assertThat(holding.path("direction").asText()).isEqualTo("owner");
            assertThat(holding.at("/percentage/kind").asText()).isIn("exact", "range", "unknown");
            assertThat(holding.path("refreshId")).isEqualTo(result.at("/data/refreshId"));
            assertThat(holding.at("/entity/status").asText()).isEqualTo("under_review");
        });
        assertThat(items("/entities/" + id + "/relationships?direction=owned")).isEmpty();
        assertThat(items("/entities/" + id + "/relationships")).isEqualTo(owners);
        String owner = owners.getFirst().at("/entity/id").asText();
        assertThat(items("/entities/" + owner + "/relationships?direction=owned"))
                .extracting(holding -> holding.at("/entity/id").asText())
                .contains(id);
        assertThat(client.get("/entities/" + id + "/relationships?direction=up").status())
                .isEqualTo(400);
        assertThat(items("/entities/" + owner + "/history").getLast().at("/actor/id"))
                .isEqualTo(result.at("/data/refreshId"));
    }

    @Test
    void shouldWriteIntoTheHistoryWhatARefreshChanged() throws Exception {
        String id = client.company("BR", Companies.next("tree"));
        JsonNode result = client.refreshed(id, "{\"refreshScope\": \"basic_data\", \"preserveEntityData\": false}");

        JsonNode entry = items("/entities/" + id + "/history").getFirst();
        assertThat(entry.path("kind").asText()).isEqualTo("refreshed");
        assertThat(entry.at("/actor/type").asText()).isEqualTo("refresh");
        assertThat(entry.at("/actor/id")).isEqualTo(result.at("/data/refreshId"));
        assertThat(entry.path("changes"))
                .extracting(change -> change.path("path").asText())
                .contains("/name", "/entityData/company/name");
        assertThat(client.get("/entities/" + id).body().at("/data/version")).isEqualTo(entry.path("version"));
    }

    @Test
    void shouldNotDeleteAnEntityWhileAJobOfItRuns() throws Exception {
        String taxId = Companies.next("tree");
        String id = client.company("BR", taxId);
        client.call(
                "PUT",
                SharedSystem.get().simulator().url() + "/_faults",
                "{\"latencyMs\": 3000, \"subject\": \"" + taxId + "\"}");
        Client.Answer started = client.post("/entities/" + id + "/refresh", "{\"depth\": 0}");
        Client.Answer refused = client.delete("/entities/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/error/code").asText()).isEqualTo("refresh_in_progress");
        assertThat(refused.response().headers().firstValue("Location"))
                .isEqualTo(started.response().headers().firstValue("Location"));
        assertThat(client.get("/entities/" + id).status()).isEqualTo(200);
    }

    private List<JsonNode> items(String path) throws Exception {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.body().path("items").forEach(items::add);
        return items;
    }

    private static String onlyBrazil(int depth) {
        return "{\"refreshScope\": \"selected\", \"providerCodes\": [\"%s\"], \"depth\": %d}".formatted(BRAZIL, depth);
    }
}
