package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for every endpoint, seen from outside; each test has a tenant of its own. */
class GeneralRulesAcceptanceIT {

    private static final String PERSON = "{\"type\": \"person\", \"name\": \"Somebody\"}";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void idempotencyKeyShouldHaveUpTo255Characters() throws Exception {
        assertThat(client.post("/entities", PERSON, "Idempotency-Key", "k".repeat(255))
                        .status())
                .isEqualTo(201);
        assertRefused(client.post("/entities", PERSON, "Idempotency-Key", "k".repeat(256)), 400, "validation_error");
    }

    @Test
    void idempotencyKeyShouldBePrintable() throws Exception {
        assertRefused(client.post("/entities", PERSON, "Idempotency-Key", "a\tb"), 400, "validation_error");
    }

    @Test
    void idempotencyKeyShouldBeKeptPerTenant() throws Exception {
        Client.Answer own = client.post("/entities", PERSON, "Idempotency-Key", "of a tenant");
        Client.Answer another = OtherTenant.client("*").post("/entities", PERSON, "Idempotency-Key", "of a tenant");
        assertThat(another.status()).isEqualTo(201);
        assertThat(another.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(another.body().at("/data/id")).isNotEqualTo(own.body().at("/data/id"));
    }

    @Test
    void idempotencyKeyShouldBeGoodFor24Hours() throws Exception {
        String key = UUID.randomUUID().toString();
        JsonNode first =
                client.post("/entities", PERSON, "Idempotency-Key", key).body().at("/data/id");
        age(key, 23);
        assertThat(client.post("/entities", PERSON, "Idempotency-Key", key)
                        .body()
                        .at("/data/id"))
                .isEqualTo(first);
        age(key, 25);
        Client.Answer later = client.post("/entities", PERSON, "Idempotency-Key", key);
        assertThat(later.status()).isEqualTo(201);
        assertThat(later.body().at("/data/id")).isNotEqualTo(first);
        assertThat(later.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void idempotencyKeyShouldServeOneOfManyAtOnce() throws Exception {
        // Given
        Callable<Client.Answer> request = () -> client.post("/entities", PERSON, "Idempotency-Key", "of many at once");
        // When
        List<Client.Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Client.Answer> answer : threads.invokeAll(Collections.nCopies(10, request))) {
                answers.add(answer.get());
            }
        }
        // Then
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.body().toString()).isIn(201, 409));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertRefused(answer, 409, "idempotency_in_progress"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .filteredOn(answer -> answer.response()
                        .headers()
                        .firstValue("Idempotency-Replayed")
                        .isEmpty())
                .hasSize(1);
        assertThat(client.get("/entities").body().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/entities",
                "/entities/{id}/history",
                "/entities/{id}/relationships",
                "/entities/{id}/executions",
                "/entities/{id}/snapshots",
                "/refreshes",
                "/refreshes/batches",
                "/marketplace/providers",
                "/marketplace/enrichment-groups",
                "/marketplace/country-strategies"
            })
    void limitAndCursorShouldBeCheckedByEveryList(String list) throws Exception {
        String id = client.post("/entities", PERSON).body().at("/data/id").asText();
        String path = list.replace("{id}", id);
        for (String limit : List.of("0", "201", "-1", "1.5", "many", "")) {
            assertRefused(client.get(path + "?limit=" + limit), 400, "validation_error", "?limit");
        }
        assertRefused(client.get(path + "?cursor=none"), 400, "validation_error", "?cursor");
        for (String limit : List.of("?limit=1", "?limit=200", "")) {
            Client.Answer page = client.get(path + limit);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            assertThat(page.body().path("items").isArray()).isTrue();
            assertThat(page.body().path("page").has("next_cursor")).isTrue();
        }
    }

    @Test
    void limitShouldBe50UnlessItIsGiven() throws Exception {
        for (int i = 0; i < 51; i++) {
            client.post("/entities", PERSON);
        }
        assertThat(client.get("/entities").body().path("items")).hasSize(50);
        assertThat(client.get("/entities?limit=200").body().path("items")).hasSize(51);
    }

    @Test
    void pagesShouldBeStableWhileRowsAreAdded() throws Exception {
        // Given
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.addFirst(client.post("/entities", PERSON).body().at("/data/id").asText());
        }
        // When
        JsonNode first = client.get("/entities?limit=2").body();
        client.post("/entities", PERSON);
        JsonNode second = client.get("/entities?limit=2&cursor="
                        + first.at("/page/next_cursor").asText())
                .body();
        // Then
        assertThat(ids(first)).isEqualTo(made.subList(0, 2));
        assertThat(ids(second)).isEqualTo(made.subList(2, 4));
        assertThat(second.at("/page/next_cursor").isNull()).isTrue();
    }

    @Test
    void bodyShouldHaveUpTo1MiB() throws Exception {
        String large = "{\"type\": \"person\", \"name\": \"Somebody\", \"ignored\": \"%s\"}";
        assertThat(client.post("/entities", large.formatted("x".repeat(1_000_000)))
                        .status())
                .isEqualTo(201);
        Client.Answer refused = client.post("/entities", large.formatted("x".repeat(1_100_000)));
        assertRefused(refused, 413, "payload_too_large");
    }

    @Test
    void bodyThatCannotBeParsedShouldBeAnsweredWithLineAndColumn() throws Exception {
        Client.Answer answer = client.post("/entities", "{\n\"type\": \"person\",\n\"name\": }");
        assertRefused(answer, 400, "validation_error");
        assertThat(answer.body().at("/error/message").asText()).contains("line 3", "column");
        assertThat(answer.body().at("/success").asBoolean(true)).isFalse();
        assertThat(answer.body().at("/error/request_id").asText()).isNotEmpty();
    }

    @Test
    void bodyFieldsThatAreUnknownShouldBeIgnored() throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post(
                "/entities/" + id + "/refresh",
                "{\"dryRun\": true, \"unknown\": {\"deep\": [1]}, \"forcerefresh\": 7}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    @Test
    void timestampsShouldBeInUtc() throws Exception {
        JsonNode entity = client.post("/entities", PERSON).body().path("data");
        assertThat(entity.path("createdAt").asText()).endsWith("Z");
        assertThat(entity.path("updatedAt").asText()).endsWith("Z");
    }

    @Test
    void authorizationShouldBeAskedForByEveryFamily() throws Exception {
        Client stranger = new Client(SharedSystem.get().gatewayUrl(), "fk_test_" + UUID.randomUUID());
        for (String path : List.of("/entities", "/refreshes", "/refreshes/batches", "/marketplace/providers")) {
            assertRefused(stranger.get(path), 401, "unauthorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires_at", "revoked_at"})
    void authorizationShouldEndWhenTheKeyExpiresOrIsRevoked(String column) throws Exception {
        assertRefused(OtherTenant.former(column).get("/entities"), 401, "unauthorized");
    }

    /** Makes a key as old as that, in the database: no test waits for a day. */
    private static void age(String key, int hours) throws SQLException {
        try (Connection connection = SharedSystem.connect();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE freshet.idempotency_record SET created_at = now() - make_interval(hours => ?) WHERE key = ?")) {
            update.setInt(1, hours);
            update.setString(2, key);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
