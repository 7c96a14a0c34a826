package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing, upserting and deleting entities, and the history of it, seen from outside. */
class EntityEditingAcceptanceIT {

    private static final String CNPJ = "10004951000192";
    private static final String OTHER_CNPJ = "11222333000181";

    private final ObjectMapper json = new ObjectMapper();
    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldMergeAttributesAndEntityDataAndRemoveWhatIsNull() throws Exception {
        String id = made("""
                "attributes": {"a": 1, "b": {"c": 2, "d": 3}, "l": [1, 2]}, "entityData": {"company": {"x": 1, "y": 2}}
                """);
        Client.Answer changed = client.patch("/entities/" + id, """
                {"attributes": {"a": null, "b": {"d": 4, "e": 5}, "l": [3]}, "entityData": {"company": {"y": null}},
                 "name": "Beta", "isClient": true}
                """);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        JsonNode data = changed.body().path("data");
        assertThat(data.path("attributes"))
                .isEqualTo(json.readTree("{\"b\": {\"c\": 2, \"d\": 4, \"e\": 5}, \"l\": [3]}"));
        assertThat(data.path("entityData")).isEqualTo(json.readTree("{\"company\": {\"x\": 1}}"));
        assertThat(data.path("name").asText()).isEqualTo("Beta");
        assertThat(data.path("isClient").asBoolean()).isTrue();
        assertThat(data.path("version").asInt()).isEqualTo(2);
        assertThat(client.get("/entities/" + id).body().path("data")).isEqualTo(data);
    }

    @Test
    void shouldIgnoreTypeAndExternalIdAndKeepTheVersionWhenNothingChanges() throws Exception {
        String id = made("\"externalId\": \"x-1\"");
        Client.Answer changed =
                client.patch("/entities/" + id, "{\"type\": \"person\", \"externalId\": \"x-2\", \"name\": \"Acme\"}");
        assertThat(changed.body().at("/data/externalId").asText()).isEqualTo("x-1");
        assertThat(changed.body().at("/data/type").asText()).isEqualTo("company");
        assertThat(changed.body().at("/data/version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "blocked", "rejected"})
    void shouldWantAReasonWhenTheStatusTakesSomethingAway(String status) throws Exception {
        String id = made("");
        Client.Answer refused = client.patch("/entities/" + id, "{\"status\": \"" + status + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/details/0/path").asText()).isEqualTo("/reason");
        Client.Answer done =
                client.patch("/entities/" + id, "{\"status\": \"" + status + "\", \"reason\": \"court order\"}");
        assertThat(done.body().at("/data/status").asText()).isEqualTo(status);
        JsonNode entry = history(id).getFirst();
        assertThat(entry.path("kind").asText()).isEqualTo("status_changed");
        assertThat(entry.path("reason").asText()).isEqualTo("court order");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"taxId\": \"10004951000193\"} | /taxId",
                "{\"country\": \"GB\"} | /taxId",
                "{\"country\": null} | /country",
                "{\"country\": \"ZZ\"} | /country",
                "{\"status\": \"deleted\"} | /status",
                "{\"status\": null} | /status",
                "{\"attributes\": null} | /attributes",
                "{\"entityData\": 1} | /entityData",
                "{\"riskMatrixIds\": \"x\"} | /riskMatrixIds",
                "{\"name\": null, \"taxId\": null} | /name"
            })
    void shouldNameTheFieldWhenAChangeIsNotValid(String body, String path) throws Exception {
        String id = made("\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\"");
        Client.Answer answer = client.patch("/entities/" + id, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
        assertThat(client.get("/entities/" + id).body().at("/data/version").asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldChangeOnlyTheStateThatIfMatchNames() throws Exception {
        String id = made("");
        String path = "/entities/" + id;
        String etag = client.get(path).response().headers().firstValue("ETag").orElseThrow();
        for (String header : List.of("\"7\"", "W/" + etag, "nonsense")) {
            Client.Answer refused = client.patch(path, "{\"name\": \"No\"}", "If-Match", header);
            assertThat(refused.status()).as(header).isEqualTo(412);
            assertThat(refused.body().at("/error/code").asText()).isEqualTo("precondition_failed");
            assertThat(refused.response().headers().firstValue("ETag")).hasValue(etag);
            assertThat(client.delete(path, "If-Match", header).status())
                    .as(header)
                    .isEqualTo(412);
        }
        assertThat(client.patch(path, "{\"name\": \"One\"}", "If-Match", "\"x\", " + etag)
                        .status())
                .isEqualTo(200);
        assertThat(client.patch(path, "{\"name\": \"Two\"}", "If-Match", etag).status())
                .isEqualTo(412);
        assertThat(client.patch(path, "{\"name\": \"Two\"}", "If-Match", "*").status())
                .isEqualTo(200);
    }

    @Test
    void shouldChangeByExternalIdAndByTaxId() throws Exception {
        String id = made("\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\", \"externalId\": \"x-1\"");
        client.patch("/entities/by-external-id/x-1", "{\"attributes\": {\"one\": 1}}");
        client.patch("/entities/by-tax-id/10.004.951/0001-92?country=BR", "{\"attributes\": {\"two\": 2}}");
        assertThat(client.get("/entities/" + id).body().at("/data/attributes"))
                .isEqualTo(json.readTree("{\"one\": 1, \"two\": 2}"));
        assertThat(client.patch("/entities/by-external-id/none", "{}").status()).isEqualTo(404);
    }

    @Test
    void shouldRefuseTheTaxIdThatAnotherEntityHas() throws Exception {
        String holder = made("\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\"");
        String id = made("");
        Client.Answer refused = client.patch("/entities/" + id, "{\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/error/code").asText()).isEqualTo("entity_exists");
        assertThat(refused.response().headers().firstValue("Location")).hasValue("/entities/" + holder);
    }

    @Test
    void shouldCreateAndThenUpdateWhenTheSameIsUpserted() throws Exception {
        String body = """
                {"type": "company", "country": "BR", "taxId": "%s", "externalId": "x-1", "name": "%s", "attributes": {"%s": 1}}
                """;
        Client.Answer created = client.put("/entities/upsert", body.formatted(CNPJ, "Acme", "a"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("operation").asText()).isEqualTo("created");
        Client.Answer updated = client.put("/entities/upsert", body.formatted("10.004.951/0001-92", "Beta", "b"));
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.body().path("operation").asText()).isEqualTo("updated");
        assertThat(updated.body().at("/data/id")).isEqualTo(created.body().at("/data/id"));
        assertThat(updated.body().at("/data/attributes")).isEqualTo(json.readTree("{\"a\": 1, \"b\": 1}"));
        assertThat(client.get("/entities").body().path("items")).hasSize(1);
    }

    @Test
    void shouldGiveAnEntityFoundByTaxIdItsFirstExternalId() throws Exception {
        String id = made("\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\"");
        client.put(
                "/entities/upsert",
                "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + CNPJ + "\", \"externalId\": \"late\"}");
        assertThat(client.get("/entities/by-external-id/late")
                        .body()
                        .at("/data/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void shouldRefuseTheUpsertWhenItsIdsBelongToDifferentEntities() throws Exception {
        String byTax = made("\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\"");
        String byExternal = made("\"country\": \"BR\", \"taxId\": \"" + OTHER_CNPJ + "\", \"externalId\": \"x-1\"");
        Client.Answer answer = client.put(
                "/entities/upsert",
                "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + CNPJ + "\", \"externalId\": \"x-1\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("conflict");
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("message").asText())
                .containsExactlyInAnyOrder(byTax, byExternal);
        Client.Answer nothing = client.put("/entities/upsert", "{\"type\": \"company\", \"name\": \"X\"}");
        assertThat(nothing.status()).isEqualTo(400);
    }

    @Test
    void shouldFreeItsIdsWhenAnEntityIsDeleted() throws Exception {
        String ids = "\"country\": \"BR\", \"taxId\": \"" + CNPJ + "\", \"externalId\": \"x-1\"";
        String id = made(ids);
        Client.Answer deleted = client.delete("/entities/" + id + "?reason=gone");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body().at("/data/status").asText()).isEqualTo("deleted");
        assertThat(deleted.body().at("/data/deletedAt").isNull()).isFalse();
        for (String path : List.of("/" + id, "/by-external-id/x-1", "/by-tax-id/" + CNPJ)) {
            assertThat(client.get("/entities" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(client.delete("/entities/" + id).status()).isEqualTo(404);
        assertThat(client.get("/entities").body().path("items")).isEmpty();
        assertThat(client.get("/entities?status=deleted")
                        .body()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(made(ids)).isNotEqualTo(id);
        assertThat(history(id).getFirst().path("kind").asText()).isEqualTo("deleted");
        assertThat(history(id).getFirst().path("reason").asText()).isEqualTo("gone");
    }

    @Test
    void shouldTellWhoChangedWhatInTheHistory() throws Exception {
        String id = made("\"attributes\": {\"tier\": 1}");
        client.patch("/entities/" + id, "{\"attributes\": {\"tier\": 2, \"a/b\": true}}");
        client.patch("/entities/" + id, "{\"attributes\": {\"tier\": 2}}");
        List<JsonNode> history = history(id);
        assertThat(history).hasSize(2);
        assertThat(history.getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(history.getFirst().at("/actor/type").asText()).isEqualTo("api_key");
        assertThat(history.getFirst().path("changes")).isEqualTo(json.readTree("""
                [{"path": "/attributes/tier", "before": 1, "after": 2}, {"path": "/attributes/a~1b", "before": null, "after": true}]
                """));
        assertThat(history.getLast().path("kind").asText()).isEqualTo("created");
        Client.Answer page = client.get("/entities/" + id + "/history?limit=1");
        String cursor = page.body().at("/page/next_cursor").asText();
        assertThat(client.get("/entities/" + id + "/history?limit=1&cursor=" + cursor)
                        .body()
                        .at("/items/0/version")
                        .asInt())
                .isEqualTo(1);
    }

    private List<JsonNode> history(String id) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        client.get("/entities/" + id + "/history").body().path("items").forEach(entries::add);
        return entries;
    }

    private String made(String fields) throws Exception {
        Client.Answer answer = client.post(
                "/entities",
                "{\"type\": \"company\", \"name\": \"Acme\"" + (fields.isBlank() ? "" : ", " + fields) + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().at("/data/id").asText();
    }
}
