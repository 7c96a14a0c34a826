package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code entityIds} and every field of {@code filter} of a batch, seen from outside. */
class WhomABatchRefreshesAcceptanceIT {

    private static final String BATCH = "/refreshes/batch";
    private final Client client = SharedSystem.client();

    @Test
    void filterStatusTypeAndCountryShouldAllHold() throws Exception {
        // Given
        Client own = OtherTenant.client("*");
        String expired = own.company("BR", Companies.plain());
        own.patch("/entities/" + expired, "{\"status\": \"expired\"}");
        own.company("BR", Companies.plain());
        own.post("/entities", "{\"type\": \"person\", \"country\": \"BR\", \"name\": \"X\", \"status\": \"expired\"}");
        own.post("/entities", "{\"type\": \"company\", \"country\": \"GB\", \"name\": \"X\", \"status\": \"expired\"}");
        // Then
        String filter =
                "{\"filter\": {\"status\": \"expired\", \"type\": \"company\", \"country\": \"BR\"}, \"depth\": 0}";
        assertThat(targets(own, filter)).containsExactly(expired);
    }

    @Test
    void filterLastRefreshedBeforeShouldLeaveOutWhatWasRefreshedSince() throws Exception {
        // Given
        Client own = OtherTenant.client("*");
        String never = own.company("BR", Companies.plain());
        String refreshed = own.company("BR", Companies.plain());
        String at = own.refreshed(refreshed, "{\"depth\": 0}")
                .at("/data/completedAt")
                .asText();
        // Then
        assertThat(targets(own, "{\"filter\": {\"lastRefreshedBefore\": \"" + at + "\"}, \"depth\": 0}"))
                .containsExactly(never);
        assertThat(targets(own, "{\"filter\": {\"lastRefreshedBefore\": \"2999-01-01T00:00:00Z\"}, \"depth\": 0}"))
                .containsExactlyInAnyOrder(never, refreshed);
    }

    @Test
    void filterRiskLevelShouldBeWhatTheRulesSaidLast() throws Exception {
        // Given: the rules run for the system's own tenant alone, so another filter keeps other tests' entities out.
        String taxId = Companies.tagged("dissolved").get(55);
        Client.Answer made = client.post("/entities", """
                {"type": "company", "country": "BR", "taxId": "%s", "status": "expired"}
                """.formatted(taxId));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String id = made.body().at("/data/id").asText();
        String level = client.refreshed(id, "{\"depth\": 0}")
                .at("/rulesResult/riskLevel")
                .asText();
        // Then
        assertThat(level).isEqualTo("CRITICAL");
        assertThat(targets(
                        client, "{\"filter\": {\"status\": \"expired\", \"riskLevel\": \"CRITICAL\"}, \"depth\": 0}"))
                .contains(id);
        assertThat(targets(client, "{\"filter\": {\"status\": \"expired\", \"riskLevel\": \"LOW\"}, \"depth\": 0}"))
                .doesNotContain(id);
    }

    @Test
    void entityIdsShouldBeAtMost10000() throws Exception {
        String ids = IntStream.range(0, 10_001)
                .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
                .collect(Collectors.joining(","));
        assertRefused(
                client.post(BATCH, "{\"entityIds\": [" + ids + "], \"depth\": 0}"),
                400,
                "validation_error",
                "/entityIds");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"entityIds\": [], \"depth\": 0} | /entityIds",
                "{\"entityIds\": \"x\"} | /entityIds",
                "{\"entityIds\": [\"0191d2f6-7a3c-7def-8123-00000000abcd\"], \"filter\": {}} | /entityIds",
                "{\"filter\": []} | /filter",
                "{\"filter\": {\"country\": \"BRA\"}} | /filter/country",
                "{\"filter\": {\"status\": \"gone\"}} | /filter/status",
                "{\"filter\": {\"riskLevel\": \"some\"}} | /filter/riskLevel",
                "{\"filter\": {\"lastRefreshedBefore\": \"yesterday\"}} | /filter/lastRefreshedBefore"
            })
    void entityIdsAndFilterShouldBeNamedWhenTheyAreBad(String body, String path) throws Exception {
        assertRefused(client.post(BATCH, body), 400, "validation_error", path);
    }

    @Test
    void permissionShouldBeEnrichmentsExecute() throws Exception {
        Client reader = OtherTenant.sibling("entities:read", "entities:write");
        assertRefused(reader.post(BATCH, "{\"filter\": {}, \"depth\": 0}"), 403, "forbidden");
    }

    /** The entities of a batch, which is waited for. */
    private static List<String> targets(Client owner, String body) throws Exception {
        Client.Answer accepted = owner.post(BATCH, body);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        String path =
                "/refreshes/batches/" + accepted.body().at("/data/batchId").asText();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> owner.get(path).body().at("/data/completedAt").isTextual());
        List<String> ids = new ArrayList<>();
        for (JsonNode item : owner.get(path + "/items?limit=200").body().path("items")) {
            ids.add(item.path("entityId").asText());
        }
        return ids;
    }
}
