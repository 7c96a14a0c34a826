package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of refreshes, seen from outside. Each test has a tenant of its own, so that a filter finds what it made. */
class BatchAcceptanceIT {

    private static final String BATCH = "/refreshes/batch";
    private static final String BATCHES = "/refreshes/batches/";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ObjectMapper json = new ObjectMapper();
    private final Client client = tenant();

    @Test
    void shouldRefreshEveryEntityOfABatch() throws Exception {
        // Given
        List<String> ids = companies(client, 300);
        // When
        Client.Answer accepted = client.post(BATCH, named(ids, "\"depth\": 0"));
        // Then
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        JsonNode batch = accepted.body().path("data");
        assertThat(batch.path("total").asInt()).isEqualTo(300);
        assertThat(batch.path("status").asText()).isEqualTo("running");
        String path = BATCHES + batch.path("batchId").asText();
        assertThat(accepted.response().headers().firstValue("Location")).contains(path);
        JsonNode ended = ended(client, path);
        assertThat(ended.at("/counts/completed").asInt()).as(ended.toString()).isEqualTo(300);
        assertThat(ended.path("progress").asDouble()).isEqualTo(1.0);
        assertThat(ended.path("completedAt").asText()).isNotEmpty();
        List<JsonNode> items = items(client, path);
        assertThat(items).extracting(item -> item.path("entityId").asText()).containsExactlyElementsOf(ids);
        JsonNode job = client.get("/refreshes/" + items.get(7).path("refreshId").asText())
                .body()
                .path("data");
        assertThat(job.path("status").asText()).isEqualTo("completed");
        assertThat(job.at("/entity/id").asText()).isEqualTo(ids.get(7));
    }

    @Test
    void shouldFinishAnInteractiveRefreshBeforeTheBatch() throws Exception {
        // Given
        List<String> ids = companies(client, 201);
        String urgent = ids.removeLast();
        String path = submitted(client, named(ids, "\"depth\": 0"));
        Awaitility.await().atMost(PATIENCE).until(() -> done(client, path) > 0);
        // When
        JsonNode result = client.refreshed(urgent, "{\"depth\": 0}");
        int done = done(client, path);
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(done).isLessThan(ids.size());
        assertThat(ended(client, path).at("/counts/completed").asInt()).isEqualTo(ids.size());
    }

    @Test
    void shouldLetTwoTenantsProgressAlike() throws Exception {
        // Given
        Client other = OtherTenant.client("*");
        List<String> many = companies(client, 400);
        List<String> few = companies(other, 150);
        // When
        String first = submitted(client, named(many, "\"depth\": 0"));
        String second = submitted(other, named(few, "\"depth\": 0"));
        ended(other, second);
        int doneOfMany = done(client, first);
        // Then: the later and smaller one was not kept waiting for the larger one.
        assertThat(doneOfMany).isLessThan(many.size());
        assertThat(ended(client, first).at("/counts/completed").asInt()).isEqualTo(many.size());
    }

    @Test
    void shouldSayOfEachItemWhatBecameOfIt() throws Exception {
        // Given
        String known = companies(client, 1).getFirst();
        String person = client.post("/entities", "{\"type\": \"person\", \"country\": \"BR\", \"name\": \"Somebody\"}")
                .body()
                .at("/data/id")
                .asText();
        String unknown = UUID.randomUUID().toString();
        String stranger = companies(OtherTenant.client("*"), 1).getFirst();
        // When
        String path =
                submitted(client, named(List.of(known, person, unknown, stranger), "\"refreshScope\": \"basic_data\""));
        JsonNode ended = ended(client, path);
        // Then
        assertThat(ended.path("total").asInt()).isEqualTo(4);
        List<JsonNode> items = items(client, path);
        assertThat(items)
                .extracting(item -> item.path("status").asText())
                .containsExactly("completed", "failed", "not_found", "not_found");
        assertThat(items.get(1).at("/error/code").asText()).isEqualTo("no_country_strategy");
        JsonNode failed = client.get(path + "/items?status=failed").body().path("items");
        assertThat(failed).extracting(item -> item.path("entityId").asText()).containsExactly(person);
    }

    @Test
    void shouldRefreshWhatTheFilterDescribes() throws Exception {
        // Given
        List<String> ids = companies(client, 3);
        client.post("/entities", "{\"type\": \"person\", \"country\": \"BR\", \"name\": \"Somebody\"}");
        // When
        String path = submitted(client, "{\"filter\": {\"type\": \"company\", \"country\": \"br\"}, \"depth\": 0}");
        // Then
        ended(client, path);
        assertThat(items(client, path))
                .extracting(item -> item.path("entityId").asText())
                .containsExactlyInAnyOrderElementsOf(ids);
        Client.Answer nothing = client.post(
                BATCH, "{\"filter\": {\"lastRefreshedBefore\": \"2001-01-01T00:00:00Z\", \"type\": \"company\"}}");
        assertThat(nothing.status()).as(nothing.body().toString()).isEqualTo(202);
        assertThat(nothing.body().at("/data/total").asInt()).isZero();
        assertThat(nothing.body().at("/data/status").asText()).isEqualTo("completed");
    }

    @Test
    void shouldCancelWhatHasNotRun() throws Exception {
        // Given
        String path = submitted(client, named(companies(client, 400), "\"depth\": 0"));
        // When
        Client.Answer cancelled = client.post(path + "/cancel", "{}");
        // Then
        assertThat(cancelled.status()).isEqualTo(200);
        JsonNode ended = ended(client, path);
        assertThat(ended.path("status").asText()).isEqualTo("cancelled");
        assertThat(ended.at("/counts/cancelled").asInt()).isGreaterThan(0);
        assertThat(ended.at("/counts/queued").asInt()
                        + ended.at("/counts/running").asInt())
                .isZero();
        Client.Answer again = client.post(path + "/cancel", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().at("/error/code").asText()).isEqualTo("conflict");
    }

    @Test
    void shouldKeepOneBatchWhenTheIdempotencyKeyComesAgain() throws Exception {
        String body = named(companies(client, 1), "\"depth\": 0");
        Client.Answer first = client.post(BATCH, body, "Idempotency-Key", "one batch");
        Client.Answer second = client.post(BATCH, body, "Idempotency-Key", "one batch");
        assertThat(second.body()).isEqualTo(first.body());
        JsonNode list = client.get("/refreshes/batches").body().path("items");
        assertThat(list)
                .extracting(batch -> batch.path("batchId").asText())
                .containsExactly(first.body().at("/data/batchId").asText());
    }

    @Test
    void shouldHideABatchFromOtherTenants() throws Exception {
        String path = submitted(client, named(companies(client, 1), "\"depth\": 0"));
        Client other = OtherTenant.client("*");
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.get(path + "/items").status()).isEqualTo(404);
        assertThat(other.post(path + "/cancel", "{}").status()).isEqualTo(404);
        assertThat(other.get("/refreshes/batches").body().path("items")).isEmpty();
        assertThat(client.get(BATCHES + "not-an-id").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /entityIds",
                "{\"entityIds\": [\"x\"]} | /entityIds/0",
                "{\"filter\": {\"type\": 1}} | /filter/type",
                "{\"filter\": {}, \"depth\": 9} | /depth",
                "{\"filter\": {}, \"refreshScope\": \"selected\"} | /providerCodes",
                "{\"filter\": {}, \"refreshScope\": \"selected\", \"providerCodes\": [\"none\"]} | /providerCodes/0",
            })
    void shouldNameTheFaultAndKeepNothing(String body, String path) throws Exception {
        companies(client, 1);
        Client.Answer answer = client.post(BATCH, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
        assertThat(client.get("/refreshes/batches").body().path("items")).isEmpty();
    }

    private static Client tenant() {
        try {
            return OtherTenant.client("*");
        } catch (Exception e) {
            throw new IllegalStateException("no tenant", e);
        }
    }

    /** Companies of the register, the same for every tenant. */
    private static List<String> companies(Client owner, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String taxId : Companies.ofBatches(count)) {
            ids.add(owner.company("BR", taxId));
        }
        return ids;
    }

    private String named(List<String> ids, String refresh) throws Exception {
        ObjectNode body = (ObjectNode) json.readTree("{" + refresh + "}");
        body.set("entityIds", json.valueToTree(ids));
        return body.toString();
    }

    private static String submitted(Client owner, String body) throws Exception {
        Client.Answer accepted = owner.post(BATCH, body);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return BATCHES + accepted.body().at("/data/batchId").asText();
    }

    private static JsonNode ended(Client owner, String path) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> owner.get(path).body().path("data"),
                        batch -> batch.path("completedAt").isTextual());
    }

    private static int done(Client owner, String path) throws Exception {
        return owner.get(path).body().at("/data/counts/completed").asInt();
    }

    private static List<JsonNode> items(Client owner, String path) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    owner.get(path + "/items?limit=200&cursor=" + cursor).body();
            page.path("items").forEach(items::add);
            cursor = page.at("/page/next_cursor").textValue();
        } while (cursor != null);
        return items;
    }
}
