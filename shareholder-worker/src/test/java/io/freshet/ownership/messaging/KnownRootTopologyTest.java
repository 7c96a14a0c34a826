package io.freshet.ownership.messaging;

import static io.freshet.ownership.messaging.Events.holder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.NodeState;
import io.freshet.schemas.OwnershipNode;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.ResolveOwnership;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slip that begins with OWNERSHIP: the root comes by command instead of as an answer. */
class KnownRootTopologyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** No EntityEnriched begins so: its first byte is the length of the job's id. */
    private static final byte COMMAND = 0x7f;

    private final String jobId = UUID.randomUUID().toString();
    private final JobContext context = JobContext.newBuilder(Events.context(jobId, NOW.plusSeconds(30), false))
            .setSlip(List.of(Stage.OWNERSHIP))
            .build();

    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path directory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "known-root-" + jobId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(OwnershipTopology.create(bothKinds(), PlainAvro.serializer()), settings, NOW);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldFollowTheOwnersOfTheProfileThatTheCommandCarries() {
        // Given
        command(context);
        EnrichEntity asked = commands().getFirst();
        // When
        answer(Events.answerTo(asked, NOW));
        // Then
        assertThat(asked.getNodeId()).isEqualTo("company:BR:00000002");
        assertThat(asked.getContext()).isEqualTo(context);
        TestRecord<String, OwnershipResolved> resolved = resolved().getFirst();
        assertThat(resolved.key()).isEqualTo(jobId);
        assertThat(new String(resolved.headers().lastHeader(Headers.NEXT_STAGE).value(), StandardCharsets.UTF_8))
                .isEqualTo(Headers.DONE);
        assertThat(resolved.value().getNodes())
                .extracting(OwnershipNode::getState)
                .containsExactly(NodeState.ENRICHED, NodeState.ENRICHED);
        assertThat(resolved.value().getEdges().getFirst().getSourceExecutionId())
                .isEqualTo("execution-of-root");
        assertThat(resolved.value().getRootProfile()).contains("00000002");
    }

    @Test
    void shouldAskAgainForTheSameWhenTheCommandComesAgain() {
        // Given
        command(context);
        List<EnrichEntity> first = commands();
        // When
        command(context);
        // Then
        assertThat(commands()).isEqualTo(first);
        assertThat(resolved()).isEmpty();
    }

    @Test
    void shouldLetTheCacheAnswerForShareholdersWhenThePlanSaysSo() {
        // Given
        OwnershipPlan plan = OwnershipPlan.newBuilder(context.getOwnership())
                .setShareholdersFromCache(true)
                .build();
        JobContext fresh = JobContext.newBuilder(context)
                .setForceRefresh(true)
                .setOwnership(plan)
                .build();
        // When
        command(fresh);
        // Then
        assertThat(commands().getFirst().getContext().getForceRefresh()).isFalse();
    }

    private void command(JobContext job) {
        EntityEnriched root = Events.rootAnswer(job, NOW, holder("00000002", 60));
        byte[] plain = PlainAvro.serializer()
                .serialize(
                        "any",
                        ResolveOwnership.newBuilder()
                                .setContext(job)
                                .setOutcomes(root.getOutcomes())
                                .setProfile(root.getProfile())
                                .setIssuedAt(NOW)
                                .build());
        byte[] marked = new byte[plain.length + 1];
        marked[0] = COMMAND;
        System.arraycopy(plain, 0, marked, 1, plain.length);
        pipe(Topics.OWNERSHIP_COMMANDS, marked);
    }

    private void answer(EntityEnriched event) {
        pipe(Topics.ENRICHMENT_EVENTS, PlainAvro.serializer().serialize("any", event));
    }

    private void pipe(Topic topic, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.NEXT_STAGE, "OWNERSHIP".getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(jobId, value, headers, NOW));
    }

    private static Deserializer<SpecificRecord> bothKinds() {
        Deserializer<EntityEnriched> answers = PlainAvro.deserializer(EntityEnriched.getClassSchema());
        Deserializer<ResolveOwnership> commands = PlainAvro.deserializer(ResolveOwnership.getClassSchema());
        return (topic, bytes) -> bytes[0] == COMMAND
                ? commands.deserialize(topic, Arrays.copyOfRange(bytes, 1, bytes.length))
                : answers.deserialize(topic, bytes);
    }

    private List<EnrichEntity> commands() {
        return this.<EnrichEntity>output(Topics.ENRICHMENT_COMMANDS, EnrichEntity.getClassSchema()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private List<TestRecord<String, OwnershipResolved>> resolved() {
        return output(Topics.OWNERSHIP_EVENTS, OwnershipResolved.getClassSchema());
    }

    private <T extends SpecificRecord> List<TestRecord<String, T>> output(Topic topic, Schema schema) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), PlainAvro.<T>deserializer(schema))
                .readRecordsToList();
    }
}
