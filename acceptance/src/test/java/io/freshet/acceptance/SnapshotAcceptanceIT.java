package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code publishSnapshot} writes, seen from outside. */
class SnapshotAcceptanceIT {

    private static final String PUBLISH = "{\"depth\": 0, \"publishSnapshot\": true}";

    private final Client client = SharedSystem.client();
    private final ObjectMapper json =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    @Test
    void shouldWriteNoSnapshotUnlessTheRequestAsksForIt() throws Exception {
        String id = client.company("BR", Companies.plain());
        JsonNode result = client.refreshed(id, "{\"depth\": 0}");
        assertThat(result.at("/data").has("snapshot")).isFalse();
        assertThat(client.get("/entities/" + id + "/snapshots").body().at("/items"))
                .isEmpty();
    }

    @Test
    void shouldPublishANewVersionOnlyWhenAttributesChanged() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        // Once its name is known it is screened by that too, which is a change.
        client.refreshed(id, "{\"depth\": 0}");
        // When
        JsonNode first = client.refreshed(id, PUBLISH).at("/data/snapshot");
        JsonNode unchanged = client.refreshed(id, PUBLISH).at("/data/snapshot");
        rename(taxId, "Outra Companhia");
        JsonNode changed = client.refreshed(id, PUBLISH).at("/data/snapshot");
        // Then
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("published").asBoolean()).isTrue();
        assertThat(first.path("previousHash").isNull()).isTrue();
        assertThat(unchanged.path("published").asBoolean(true)).isFalse();
        assertThat(unchanged.path("version").asInt()).isEqualTo(1);
        assertThat(unchanged.path("hash")).isEqualTo(first.path("hash"));
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.path("published").asBoolean()).isTrue();
        assertThat(changed.path("previousHash")).isEqualTo(first.path("hash"));
        assertThat(changed.path("hash")).isNotEqualTo(first.path("hash"));
    }

    @Test
    void shouldShowAttributesThatGiveTheHashAgain() throws Exception {
        String id = client.company("BR", Companies.plain());
        JsonNode result = client.refreshed(id, PUBLISH);
        JsonNode snapshot =
                client.get("/entities/" + id + "/snapshots/1").body().path("data");
        assertThat(snapshot.path("refreshId")).isEqualTo(result.at("/data/refreshId"));
        assertThat(snapshot.at("/attributes/legal_name")).isEqualTo(result.at("/data/entity/name"));
        assertThat(snapshot.path("hash")).isEqualTo(result.at("/data/snapshot/hash"));
        assertThat(snapshot.path("hash").asText()).isEqualTo(hash(snapshot.path("attributes")));
    }

    @Test
    void shouldListTheNewestFirstPageByPage() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        for (String name : List.of("Primeira", "Segunda", "Terceira")) {
            rename(taxId, name);
            client.refreshed(id, PUBLISH);
        }
        // When
        List<Integer> versions = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page = client.get("/entities/" + id + "/snapshots?limit=2" + cursor)
                    .body();
            page.path("items").forEach(item -> versions.add(item.path("version").asInt()));
            JsonNode next = page.at("/page/next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
            pages++;
        }
        // Then
        assertThat(versions).containsExactly(3, 2, 1);
        assertThat(pages).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "one", "99999999999"})
    void shouldFindNothingWhenThereIsNoSuchVersion(String version) throws Exception {
        String id = client.company("BR", Companies.plain());
        client.refreshed(id, PUBLISH);
        assertThat(client.get("/entities/" + id + "/snapshots/" + version).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "cursor=x"})
    void shouldNameTheParameterWhenItIsBad(String query) throws Exception {
        Client.Answer answer = client.get("/entities/00000000-0000-4000-8000-000000000000/snapshots?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText())
                .isEqualTo("?" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void shouldPublishNothingWhenTheJobFails() throws Exception {
        String id = client.company("BR", Companies.unknown());
        JsonNode result = client.refreshed(id, PUBLISH);
        assertThat(result.at("/data/status").asText()).isEqualTo("failed");
        assertThat(client.get("/entities/" + id + "/snapshots").body().at("/items"))
                .isEmpty();
    }

    @Test
    void shouldHideTheSnapshotsFromOtherTenants() throws Exception {
        String id = client.company("BR", Companies.plain());
        client.refreshed(id, PUBLISH);
        Client other = OtherTenant.client("*");
        assertThat(other.get("/entities/" + id + "/snapshots").status()).isEqualTo(404);
        assertThat(other.get("/entities/" + id + "/snapshots/1").status()).isEqualTo(404);
    }

    @Test
    void shouldKeepTheSnapshotsWhenTheEntityIsDeleted() throws Exception {
        String id = client.company("BR", Companies.plain());
        client.refreshed(id, PUBLISH);
        client.delete("/entities/" + id);
        assertThat(client.get("/entities/" + id).status()).isEqualTo(404);
        assertThat(client.get("/entities/" + id + "/snapshots").body().at("/items"))
                .hasSize(1);
        assertThat(client.get("/entities/" + id + "/snapshots/1").status()).isEqualTo(200);
    }

    private void rename(String taxId, String name) throws Exception {
        String party = SharedSystem.get().simulator().url() + "/_parties/" + taxId;
        assertThat(client.call("PUT", party, "{\"name\": \"" + name + "\"}")).isEqualTo(204);
    }

    /** Of the canonical form, which for attributes of texts is the one without white space and with sorted keys. */
    private String hash(JsonNode attributes) throws Exception {
        Object sorted = json.treeToValue(attributes, Map.class);
        byte[] canonical = json.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    }
}
