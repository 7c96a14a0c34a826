package io.freshet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.RulesEvaluated;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesWorkerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Stage> SLIP = List.of(Stage.ENRICH, Stage.RULES);

    private final String tenant = UUID.randomUUID().toString();
    private RulesFixture fixture;

    @BeforeAll
    void start() {
        fixture = new RulesFixture();
    }

    @AfterAll
    void end() throws Exception {
        fixture.close();
    }

    @Test
    void shouldTellTheSameVerdictWhenAnEventComesAgain() throws Exception {
        // Given
        MatrixRef matrix = matrix();
        fixture.publish(tenant, matrix, "dissolved");
        JobContext job = RulesFixture.job(tenant, SLIP, matrix);

        // When
        fixture.enriched(job, "RULES");
        fixture.enriched(job, "RULES");

        // Then
        List<ConsumerRecord<String, byte[]>> records = verdicts(job, 2);
        RulesEvaluated first = fixture.decode(records.getFirst());
        RulesEvaluated second = fixture.decode(records.getLast());
        assertThat(first.getContext()).isEqualTo(job);
        assertThat(JSON.readTree(first.getRulesResult()).path("decision").asText())
                .isEqualTo("REJECT");
        assertThat(JSON.readTree(first.getRulesExecutionSummary())
                        .at("/rulesHit/0/version")
                        .asInt())
                .isEqualTo(7);
        assertThat(second.getRulesResult()).isEqualTo(first.getRulesResult());
        assertThat(withoutTime(second)).isEqualTo(withoutTime(first));
        assertThat(header(records.getLast(), Headers.MESSAGE_ID))
                .isEqualTo(header(records.getFirst(), Headers.MESSAGE_ID));
        assertThat(header(records.getFirst(), Headers.NEXT_STAGE)).isEqualTo(Headers.DONE);
    }

    @Test
    void shouldEvaluateWhatTheCommandCarriesWhenTheSlipBeginsWithTheRules() throws Exception {
        // Given
        MatrixRef status = matrix();
        MatrixRef ownership = matrix();
        fixture.publish(tenant, status, "dissolved");
        fixture.publish(tenant, ownership, "ownership.unknownShare", "gt", "25");
        JobContext job = RulesFixture.job(tenant, List.of(Stage.RULES), status, ownership);

        // When
        fixture.commanded(job);

        // Then
        RulesEvaluated event = fixture.decode(verdicts(job, 1).getFirst());
        assertThat(JSON.readTree(event.getRulesExecutionSummary()).path("rulesHit"))
                .hasSize(2);
    }

    @Test
    void shouldSkipWhatTheSlipHandsToAnotherStage() {
        // Given
        MatrixRef matrix = matrix();
        fixture.publish(tenant, matrix, "dissolved");
        JobContext another = RulesFixture.job(tenant, SLIP, matrix);
        JobContext ours = RulesFixture.job(tenant, SLIP, matrix);

        // When
        fixture.enriched(another, "OWNERSHIP");
        fixture.enriched(ours, "RULES");

        // Then
        verdicts(ours, 1);
        assertThat(fixture.read(Topics.RULES_EVENTS, another)).isEmpty();
        assertThat(fixture.read(Topics.RULES.deadLetters(), another)).isEmpty();
    }

    @Test
    void shouldWaitForTheVersionThatTheJobNamesWhenItIsNotThereYet() throws Exception {
        // Given: version 1 would let it pass
        MatrixRef second = new MatrixRef(UUID.randomUUID().toString(), 2);
        fixture.publish(tenant, new MatrixRef(second.getMatrixId(), 1), "suspended");
        JobContext job = RulesFixture.job(tenant, SLIP, second);
        fixture.enriched(job, "RULES");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !fixture.read(Topics.RULES.retryTiers().getFirst().topic(), job)
                        .isEmpty());

        // When
        fixture.publish(tenant, second, "dissolved");

        // Then
        RulesEvaluated event = fixture.decode(verdicts(job, 1).getFirst());
        assertThat(JSON.readTree(event.getRulesResult()).path("decision").asText())
                .isEqualTo("REJECT");
    }

    @Test
    void shouldNotUseTheMatrixOfAnotherTenant() {
        // Given
        MatrixRef matrix = matrix();
        fixture.publish(UUID.randomUUID().toString(), matrix, "dissolved");
        JobContext job = RulesFixture.job(tenant, SLIP, matrix);

        // When
        fixture.enriched(job, "RULES");

        // Then
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !fixture.read(Topics.RULES.retryTiers().getFirst().topic(), job)
                        .isEmpty());
        assertThat(fixture.read(Topics.RULES_EVENTS, job)).isEmpty();
    }

    private static MatrixRef matrix() {
        return new MatrixRef(UUID.randomUUID().toString(), 1);
    }

    private List<ConsumerRecord<String, byte[]>> verdicts(JobContext job, int count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(fixture.read(Topics.RULES_EVENTS, job)).hasSize(count));
        return fixture.read(Topics.RULES_EVENTS, job);
    }

    /** The only part of a verdict that is measured. */
    private static String withoutTime(RulesEvaluated event) throws Exception {
        ObjectNode summary = (ObjectNode) JSON.readTree(event.getRulesExecutionSummary());
        assertThat(summary.remove("executionTimeMs")).isNotNull();
        return summary.toString();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
