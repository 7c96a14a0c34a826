package io.freshet.ownership.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.embedded.SharedParts;
import io.freshet.ownership.ShareholderWorker;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.SchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process of its own, killed in the middle of its jobs. */
class ShareholderWorkerGuaranteeIT {

    private static final int JOBS = 60;

    /** Three holders on each of two levels. */
    private static final int NODES_BELOW_THE_ROOT = 3 + 9;

    private static String brokers;
    private static String registry;

    private final List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void provision() {
        brokers = SharedParts.kafka().bootstrapServers();
        registry = SharedParts.registry().url();
        new TopicProvisioner(
                        Map.of("bootstrap.servers", brokers),
                        new SchemaRegistryClient(Map.of("schema.registry.url", registry)),
                        (short) 1)
                .provision(Topics.all());
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldGiveEveryJobTheSameTreeWhenTheWorkerIsKilledInTheMiddle(
            @TempDir Path kept, @TempDir Path another, @TempDir Path logs) throws Exception {
        Map<String, List<OwnershipResolved>> resolved = new HashMap<>();
        try (EnrichmentStandIn enrichment = new EnrichmentStandIn(brokers, registry);
                KafkaConsumer<String, OwnershipResolved> events = EnrichmentStandIn.consumer(brokers, registry)) {
            events.subscribe(List.of(Topics.OWNERSHIP_EVENTS.name()));
            // Given
            Process first = start(kept, logs);
            for (int job = 0; job < JOBS; job++) {
                enrichment.submit(UUID.randomUUID().toString());
            }
            await().atMost(Duration.ofSeconds(90)).until(() -> enrichment.questions() > JOBS);

            // When
            kill(first);
            Process second = start(kept, logs);
            await().atMost(Duration.ofSeconds(90)).until(() -> read(events, resolved) > JOBS / 3);
            kill(second);
            start(another, logs);

            // Then
            await().atMost(Duration.ofSeconds(90)).until(() -> read(events, resolved) == JOBS);
            assertThat(enrichment.questions()).isEqualTo(JOBS * NODES_BELOW_THE_ROOT);
        }
        resolved.forEach((jobId, repetitions) -> {
            assertThat(repetitions.getFirst().getNodes()).as(jobId).hasSize(1 + NODES_BELOW_THE_ROOT);
            assertThat(repetitions.getFirst().getTruncated()).as(jobId).isEmpty();
            assertThat(repetitions.stream().distinct().count())
                    .as("different ends of %s", jobId)
                    .isEqualTo(1);
        });
    }

    private static int read(
            KafkaConsumer<String, OwnershipResolved> events, Map<String, List<OwnershipResolved>> resolved) {
        for (ConsumerRecord<String, OwnershipResolved> message : events.poll(Duration.ofMillis(100))) {
            resolved.computeIfAbsent(message.key(), none -> new ArrayList<>()).add(message.value());
        }
        return resolved.size();
    }

    private Process start(Path state, Path logs) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ShareholderWorker.class.getName());
        builder.environment().put("FRESHET_KAFKA_BOOTSTRAP_SERVERS", brokers);
        builder.environment().put("FRESHET_SCHEMA_REGISTRY_URL", registry);
        builder.environment().put("FRESHET_STATE_DIRECTORY", state.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                logs.resolve("worker-" + processes.size() + ".log").toFile());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
