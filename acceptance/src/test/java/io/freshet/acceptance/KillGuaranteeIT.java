package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.standalone.FreshetSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is promised when workers are killed in the middle of their work. */
class KillGuaranteeIT {

    private static final int JOBS = 200;

    private final FreshetSystem system = SharedSystem.get();
    private final Client client = SharedSystem.client();

    @Test
    void shouldEndEveryJobAndRepeatNoCallWhenWorkersAreKilled() throws Exception {
        // Given
        List<String> companies = system.simulator().tagged("plain").stream()
                .skip(400)
                .limit(JOBS)
                .toList();
        String chains = system.simulator().tagged("deep").stream()
                .filter(id -> id.length() == 14)
                .skip(3)
                .findFirst()
                .orElseThrow();
        client.call("DELETE", system.simulator().url() + "/_calls", "");
        client.call("PUT", system.simulator().url() + "/_faults", "{\"latencyMs\": 150}");
        Map<String, String> jobs = new LinkedHashMap<>();
        // When
        for (int i = 0; i < JOBS; i++) {
            String entity = client.company("BR", i == 0 ? chains : companies.get(i));
            Client.Answer accepted = client.post("/entities/" + entity + "/refresh", "{\"depth\": 2}");
            assertThat(accepted.status()).isEqualTo(202);
            jobs.put(accepted.body().at("/data/refreshId").asText(), entity);
            if (i == JOBS / 3) {
                system.kill("enrichment-worker");
            }
            if (i == JOBS / 2) {
                system.kill("shareholder-worker");
            }
        }
        system.restart("enrichment-worker");
        system.restart("shareholder-worker");
        // Then
        Set<String> open = new HashSet<>(jobs.keySet());
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    for (String job : List.copyOf(open)) {
                        String status = client.get("/refreshes/" + job)
                                .body()
                                .at("/data/status")
                                .asText();
                        if (!status.equals("queued") && !status.equals("running")) {
                            assertThat(status).isEqualTo("completed");
                            open.remove(job);
                        }
                    }
                    return open.isEmpty();
                });
        client.call("DELETE", system.simulator().url() + "/_faults", "");
        assertNoAnswerWasPaidTwice();
        assertOnePublicEventOfEachKind(jobs.keySet());
    }

    /** A call in flight at the kill may be made again; what had been answered and stored may not. */
    private void assertNoAnswerWasPaidTwice() throws Exception {
        JsonNode log = client.fetch(system.simulator().url() + "/_calls");
        Map<String, Integer> calls = new HashMap<>();
        log.path("calls").forEach(call -> calls.merge(call.path("path").asText(), 1, Integer::sum));
        long repeated = calls.values().stream().mapToInt(count -> count - 1).sum();
        // In flight at the one kill of this worker: at most its bound, and only calls of 150 ms.
        assertThat(repeated).isLessThan(JOBS / 3);
        assertThat(calls).hasSizeGreaterThanOrEqualTo(JOBS);
    }

    private void assertOnePublicEventOfEachKind(Set<String> jobs) {
        Map<String, Set<String>> idsByKind = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : publicRecords()) {
            RefreshEvent event = decoded(record);
            if (jobs.contains(event.getRefreshId())) {
                String kind =
                        event.getRefreshId() + (event.getStatus() == RefreshStatus.RUNNING ? " started" : " ended");
                idsByKind
                        .computeIfAbsent(kind, key -> new HashSet<>())
                        .add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
            }
        }
        assertThat(idsByKind).hasSize(2 * jobs.size());
        assertThat(idsByKind.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    private RefreshEvent decoded(ConsumerRecord<String, byte[]> record) {
        try (RegistryAvroDeserializer<RefreshEvent> deserializer = new RegistryAvroDeserializer<>(
                Map.of("schema.registry.url", system.registryUrl(), "specific.avro.reader", true))) {
            return deserializer.deserialize(record.topic(), record.value());
        }
    }

    private List<ConsumerRecord<String, byte[]>> publicRecords() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PUBLIC_ENTITIES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (records.size() < expected) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
