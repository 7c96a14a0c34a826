package io.freshet.ownership.messaging;

import static io.freshet.ownership.messaging.Events.holder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.NodeState;
import io.freshet.schemas.OwnershipNode;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelledJobTopologyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String jobId = UUID.randomUUID().toString();
    private final JobContext context = Events.context(jobId, NOW.plusSeconds(30), false);
    private final EntityEnriched root = Events.rootAnswer(context, NOW, holder("00000002", 60), holder("00000003", 40));

    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path directory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ownership-" + jobId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(
                OwnershipTopology.create(
                        PlainAvro.deserializer(EntityEnriched.getClassSchema()), PlainAvro.serializer()),
                settings,
                NOW);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldSettleTheTreeAndAskNobodyMoreWhenTheJobIsCancelled() {
        // Given
        send(root);
        List<EnrichEntity> direct = read(Topics.ENRICHMENT_COMMANDS, EnrichEntity.getClassSchema());

        // When
        cancel();

        // Then
        List<OwnershipResolved> resolved = read(Topics.OWNERSHIP_EVENTS, OwnershipResolved.getClassSchema());
        assertThat(resolved).hasSize(1);
        assertThat(resolved.getFirst().getNodes())
                .extracting(OwnershipNode::getState)
                .containsExactly(NodeState.ENRICHED, NodeState.CANCELLED, NodeState.CANCELLED);
        assertThat(resolved.getFirst().getResolvedAt()).isEqualTo(NOW);
        direct.forEach(command -> send(Events.answerTo(command, NOW, holder("00000009", 60))));
        driver.advanceWallClockTime(Duration.ofSeconds(40));
        assertThat(raw(Topics.ENRICHMENT_COMMANDS)).isEmpty();
        assertThat(raw(Topics.OWNERSHIP_EVENTS)).isEmpty();
    }

    @Test
    void shouldEndTheSlipAndSendTheSameBytesAgainWhenTheCancellationIsRepeated() {
        // Given
        send(root);
        cancel();
        TestRecord<String, byte[]> first = raw(Topics.OWNERSHIP_EVENTS).getFirst();
        driver.advanceWallClockTime(Duration.ofSeconds(5));

        // When
        cancel();

        // Then
        TestRecord<String, byte[]> second = raw(Topics.OWNERSHIP_EVENTS).getFirst();
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers()).isEqualTo(first.headers());
        assertThat(second.getRecordTime()).isEqualTo(first.getRecordTime());
        assertThat(new String(first.headers().lastHeader(Headers.NEXT_STAGE).value(), StandardCharsets.UTF_8))
                .isEqualTo(Headers.DONE);
    }

    @Test
    void shouldNotStartWhenTheRootIsAnsweredAfterTheCancellation() {
        // Given
        cancel();

        // When
        send(root);
        cancel();

        // Then
        assertThat(raw(Topics.ENRICHMENT_COMMANDS)).isEmpty();
        assertThat(raw(Topics.OWNERSHIP_EVENTS)).isEmpty();
        driver.advanceWallClockTime(Duration.ofMinutes(61));
        assertThat(driver.getKeyValueStore(OwnershipTopology.JOBS).get(jobId)).isNull();
        assertThat(driver.getKeyValueStore(OwnershipTopology.ROOTS).get(jobId)).isNull();
    }

    private void cancel() {
        driver.createInputTopic(Topics.JOB_CANCELLATIONS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(jobId, new byte[] {1}, new RecordHeaders(), NOW));
    }

    private void send(EntityEnriched event) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.NEXT_STAGE, "OWNERSHIP".getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(Topics.ENRICHMENT_EVENTS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(jobId, PlainAvro.serializer().serialize("any", event), headers, NOW));
    }

    private List<TestRecord<String, byte[]>> raw(Topic topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <T extends SpecificRecord> List<T> read(Topic topic, Schema schema) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), PlainAvro.<T>deserializer(schema))
                .readValuesToList();
    }
}
