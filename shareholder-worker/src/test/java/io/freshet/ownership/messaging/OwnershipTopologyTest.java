package io.freshet.ownership.messaging;

import static io.freshet.ownership.messaging.Events.holder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.NodeState;
import io.freshet.schemas.OwnershipNode;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTopologyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Topology TOPOLOGY =
            OwnershipTopology.create(PlainAvro.deserializer(EntityEnriched.getClassSchema()), PlainAvro.serializer());

    private final String jobId = UUID.randomUUID().toString();
    private final JobContext context = Events.context(jobId, NOW.plusSeconds(30), false);

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> events;

    @BeforeEach
    void start(@TempDir Path directory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ownership-" + jobId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(TOPOLOGY, settings, NOW);
        events = driver.createInputTopic(
                Topics.ENRICHMENT_EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldBeDescribedAsReviewed() throws IOException {
        // When
        String description = TOPOLOGY.describe().toString();

        // Then
        try (InputStream reviewed = Objects.requireNonNull(getClass().getResourceAsStream("/topology.txt"))) {
            assertThat(description.strip())
                    .isEqualTo(new String(reviewed.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void shouldFollowTheOwnersWhenTheRootIsEnriched() {
        // Given
        send(Events.rootAnswer(context, NOW, holder("00000002", 60), holder("00000003", 40)));
        List<EnrichEntity> direct = commands(Topics.ENRICHMENT_COMMANDS);
        send(Events.answerTo(direct.get(0), NOW, holder("00000004", 100)));
        List<EnrichEntity> indirect = commands(Topics.ENRICHMENT_COMMANDS);
        send(Events.answerTo(indirect.get(0), NOW));

        // When
        send(Events.answerTo(direct.get(1), NOW));

        // Then
        assertThat(direct)
                .extracting(EnrichEntity::getNodeId)
                .containsExactly("company:BR:00000002", "company:BR:00000003");
        assertThat(indirect).extracting(EnrichEntity::getDepth).containsExactly(2);
        assertThat(indirect.get(0).getProviders()).containsExactly("br_company");
        OwnershipResolved resolved = resolved().get(0).value();
        assertThat(resolved.getNodes()).extracting(OwnershipNode::getState).containsOnly(NodeState.ENRICHED);
        assertThat(resolved.getNodes()).hasSize(4).allMatch(OwnershipNode::getAwaitsEvent);
        assertThat(resolved.getEdges()).hasSize(3);
        assertThat(resolved.getEdges().get(0).getSourceExecutionId()).startsWith("execution-of-");
        assertThat(resolved.getUnknownShare()).isZero();
        assertThat(resolved.getRootProfile()).contains("00000002");
    }

    @Test
    void shouldCarryTheHeadersOfTheJobWhenItSends() {
        // When
        send(Events.rootAnswer(context, NOW, holder("00000002", 60)));

        // Then
        TestRecord<String, EnrichEntity> command = this.<EnrichEntity>output(
                        Topics.ENRICHMENT_COMMANDS, EnrichEntity.getClassSchema())
                .readRecord();
        assertThat(command.key()).isEqualTo("company:BR:00000002");
        assertThat(header(command, Headers.NEXT_STAGE)).isEqualTo("ENRICH");
        assertThat(header(command, Headers.MESSAGE_ID))
                .isEqualTo(JobHeaders.messageId(jobId, "EnrichEntity", command.key())
                        .toString());
    }

    @Test
    void shouldUseTheBulkTopicWhenTheJobYields() {
        // When
        send(Events.rootAnswer(Events.context(jobId, NOW.plusSeconds(30), true), NOW, holder("00000002", 60)));

        // Then
        assertThat(commands(Topics.ENRICHMENT_COMMANDS)).isEmpty();
        assertThat(commands(Topics.ENRICHMENT_COMMANDS_BULK)).hasSize(1);
    }

    @Test
    void shouldResolveToTheRootAloneWhenItsEnrichmentFailed() {
        // When
        send(Events.failed(context, NOW));

        // Then
        TestRecord<String, OwnershipResolved> resolved = resolved().get(0);
        assertThat(resolved.key()).isEqualTo(jobId);
        assertThat(header(resolved, Headers.NEXT_STAGE)).isEqualTo("RULES");
        assertThat(resolved.value().getNodes())
                .extracting(OwnershipNode::getState)
                .containsExactly(NodeState.FAILED);
    }

    @Test
    void shouldSendTheSameBytesAgainWhenAnInputIsRepeated() {
        // Given
        EntityEnriched root = Events.rootAnswer(context, NOW, holder("00000002", 60));
        send(root);
        List<TestRecord<String, byte[]>> first = raw(Topics.ENRICHMENT_COMMANDS);
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        send(root);
        List<TestRecord<String, byte[]>> second = raw(Topics.ENRICHMENT_COMMANDS);
        EntityEnriched last = Events.answerTo(command(first.get(0)), NOW);
        send(last);
        List<TestRecord<String, byte[]>> resolved = raw(Topics.OWNERSHIP_EVENTS);
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        // When
        send(last);
        send(root);

        // Then
        assertSame(second, first);
        assertSame(raw(Topics.OWNERSHIP_EVENTS), resolved);
        assertThat(raw(Topics.ENRICHMENT_COMMANDS)).isEmpty();
    }

    @Test
    void shouldResolveBeforeTheDeadlineWhenAnswersAreMissing() {
        // Given
        send(Events.rootAnswer(context, NOW, holder("00000002", 60)));
        EnrichEntity open = commands(Topics.ENRICHMENT_COMMANDS).get(0);
        driver.advanceWallClockTime(Duration.ofSeconds(27));
        boolean early = !resolved().isEmpty();

        // When
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        // Then
        assertThat(early).isFalse();
        OwnershipResolved resolved = resolved().get(0).value();
        assertThat(resolved.getTruncated()).containsExactly("company:BR:00000002");
        assertThat(resolved.getResolvedAt()).isEqualTo(NOW.plusSeconds(28));
        send(Events.answerTo(open, NOW, holder("00000009", 60)));
        assertThat(resolved()).isEmpty();
        assertThat(commands(Topics.ENRICHMENT_COMMANDS)).isEmpty();
    }

    @Test
    void shouldDropTheStateWhenAJobIsSettledForAnHour() {
        // Given
        send(Events.failed(context, NOW));

        // When
        driver.advanceWallClockTime(Duration.ofMinutes(59));
        Object kept = driver.getKeyValueStore(OwnershipTopology.JOBS).get(jobId);
        driver.advanceWallClockTime(Duration.ofMinutes(2));

        // Then
        assertThat(kept).isNotNull();
        assertThat(driver.getKeyValueStore(OwnershipTopology.JOBS).get(jobId)).isNull();
        assertThat(driver.getKeyValueStore(OwnershipTopology.ROOTS).get(jobId)).isNull();
    }

    @Test
    void shouldSkipUndecodedWhenAnotherStageIsNext() {
        // When
        events.pipeInput(new TestRecord<>(jobId, new byte[] {1}, headers("RULES")));

        // Then
        assertThat(raw(Topics.OWNERSHIP.deadLetters())).isEmpty();
    }

    @Test
    void shouldDeadLetterAndGoOnWhenARecordIsPoison() {
        // Given
        JobContext withoutPlan =
                JobContext.newBuilder(context).setOwnership(null).build();

        // When
        events.pipeInput(new TestRecord<>("poison", new byte[] {(byte) 0xff}, headers("OWNERSHIP")));
        send(Events.failed(withoutPlan, NOW));
        send(EntityEnriched.newBuilder(Events.rootAnswer(context, NOW))
                .setProfile("{\"shareholders\":7")
                .build());
        send(Events.failed(context, NOW));

        // Then
        List<TestRecord<String, byte[]>> dead = raw(Topics.OWNERSHIP.deadLetters());
        assertThat(dead).hasSize(3);
        assertThat(dead.get(0).value()).containsExactly((byte) 0xff);
        assertThat(header(dead.get(0), Headers.ORIGIN_TOPIC)).isEqualTo(Topics.ENRICHMENT_EVENTS.name());
        assertThat(header(dead.get(1), Headers.ORIGIN_OFFSET)).isEqualTo("1");
        assertThat(header(dead.get(2), Headers.ERROR_CODE)).isEqualTo("undecodable_record");
        assertThat(resolved()).hasSize(1);
    }

    private void send(EntityEnriched event) {
        byte[] bytes = PlainAvro.serializer().serialize("any", event);
        events.pipeInput(new TestRecord<>(jobId, bytes, headers("OWNERSHIP"), NOW));
    }

    private static RecordHeaders headers(String nextStage) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.NEXT_STAGE, nextStage.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private List<EnrichEntity> commands(Topic topic) {
        return this.<EnrichEntity>output(topic, EnrichEntity.getClassSchema()).readValuesToList();
    }

    private static EnrichEntity command(TestRecord<String, byte[]> message) {
        return PlainAvro.<EnrichEntity>deserializer(EnrichEntity.getClassSchema())
                .deserialize("any", message.value());
    }

    private List<TestRecord<String, OwnershipResolved>> resolved() {
        return this.<OwnershipResolved>output(Topics.OWNERSHIP_EVENTS, OwnershipResolved.getClassSchema())
                .readRecordsToList();
    }

    private List<TestRecord<String, byte[]>> raw(Topic topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic topic, Schema schema) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), PlainAvro.<T>deserializer(schema));
    }

    private static void assertSame(List<TestRecord<String, byte[]>> actual, List<TestRecord<String, byte[]>> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).key()).isEqualTo(expected.get(i).key());
            assertThat(actual.get(i).value()).isEqualTo(expected.get(i).value());
            assertThat(actual.get(i).headers()).isEqualTo(expected.get(i).headers());
        }
    }

    private static String header(TestRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
