package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.schemas.NodeScript;
import io.freshet.schemas.Topics;
import io.freshet.standalone.FreshetSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What another team sees that reads the public topic with Confluent's client, in a language of its own. */
class PublicTopicAcceptanceIT {

    private final FreshetSystem system = SharedSystem.get();
    private final Client client = SharedSystem.client();

    @Test
    void shouldBeDecodedByConfluentsClientWhenARefreshCompletesAndAnotherFails() throws Exception {
        // Given
        String known = client.company("BR", Companies.plain());
        String unknown = client.company("BR", Companies.unknown());
        NodeScript reader = new NodeScript("topic.js");
        // When
        String completed =
                client.refreshed(known, "{\"depth\": 1}").at("/data/refreshId").asText();
        String failed = client.refreshed(unknown, "{\"depth\": 0}")
                .at("/data/refreshId")
                .asText();
        // Then
        List<JsonNode> records = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> read(reader),
                        read -> of(read, completed).size() == 2
                                && of(read, failed).size() == 2);
        assertThat(records).allSatisfy(PublicTopicAcceptanceIT::assertCloudEvent);
        assertThat(types(records, completed)).containsExactly("entity.refresh_started", "entity.refreshed");
        assertThat(types(records, failed)).containsExactly("entity.refresh_started", "entity.refresh_failed");
        JsonNode end = of(records, completed).getLast().path("value");
        assertThat(end.path("entityId").asText()).isEqualTo(known);
        assertThat(end.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(end.path("entityType").asText()).isEqualTo("COMPANY");
        assertThat(end.path("changedPaths")).isNotEmpty();
        assertThat(of(records, failed).getLast().at("/value/errorCode").asText())
                .isEqualTo("ALL_PROVIDERS_FAILED");
    }

    private List<JsonNode> read(NodeScript reader) throws Exception {
        return reader.run(
                List.of(system.bootstrapServers(), system.registryUrl(), Topics.PUBLIC_ENTITIES.name()), List.of());
    }

    /** CloudEvents 1.0, Kafka protocol binding, binary mode: attributes are headers, the value is the data alone. */
    private static void assertCloudEvent(JsonNode record) {
        Map<String, String> headers = new HashMap<>();
        record.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        JsonNode event = record.path("value");
        String entity = event.path("entityId").asText();
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_subject", entity)
                .containsEntry("ce_dataschema", "urn:avro:io.freshet.schemas.RefreshEvent")
                .containsEntry("content-type", "application/avro")
                .containsKeys("ce_id", "ce_type", "ce_source", "ce_time");
        assertThat(headers.values()).noneMatch(String::isBlank);
        assertThat(Instant.parse(headers.getOrDefault("ce_time", "")).toEpochMilli())
                .isEqualTo(event.path("occurredAt").asLong());
        assertThat(record.path("key").asText()).isEqualTo(entity);
    }

    private static List<JsonNode> of(List<JsonNode> records, String refreshId) {
        return records.stream()
                .filter(record -> record.at("/value/refreshId").asText().equals(refreshId))
                .toList();
    }

    private static List<String> types(List<JsonNode> records, String refreshId) {
        return of(records, refreshId).stream()
                .map(record -> record.at("/headers/ce_type").asText())
                .toList();
    }
}
