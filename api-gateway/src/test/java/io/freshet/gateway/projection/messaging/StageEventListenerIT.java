package io.freshet.gateway.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.projection.PublicEvents;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.Party;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.RiskMatrix;
import io.freshet.schemas.RulesEvaluated;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that nobody can use, on the topics of the stages. */
@ExtendWith(SharedGateway.class)
class StageEventListenerIT {

    private static final String EVENTS = Topics.ENRICHMENT_EVENTS.name();
    private static final String DEAD_LETTERS = Topics.RULES.deadLetters().name();
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final RunningGateway gateway;

    StageEventListenerIT(RunningGateway gateway) {
        this.gateway = gateway;
    }

    /** What is wrong with a record. */
    private enum Fault {
        NOISE,
        NO_VALUE,
        UNKNOWN_SCHEMA,
        OTHER_TYPE,
        BROKEN_JSON,
        NO_JOB_ID,
        NUL_IN_KEY,
        NUL_IN_HEADER
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheRecordAndGoOnWhenItIsUnreadable(Fault fault) throws Exception {
        RefreshCommand job = Tenant.make(gateway).start(0);

        long offset = gateway.send(faulty(fault, job));
        gateway.send(record(job, enriched(job, "{\"fullName\": \"Acme\"}")));

        awaitEnriched(job);
        assertThat(deadLetters(EVENTS, offset)).containsExactly("projection UNREADABLE_RECORD");
    }

    /** PostgreSQL's jsonb has no NUL; the event alone, and as one of several that may be read together. */
    @Test
    void shouldKeepTheEventAndGoOnWhenTheDatabaseRefusesIt() throws Exception {
        RefreshCommand refused = Tenant.make(gateway).start(0);
        RefreshCommand job = Tenant.make(gateway).start(0);
        String name = "{\"fullName\": \"A\\u0000B\"}";

        long alone = gateway.send(record(refused, enriched(refused, name)));
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> !deadLetters(EVENTS, alone).isEmpty());
        long amongOthers = gateway.send(record(refused, enriched(refused, name)));
        gateway.send(record(job, enriched(job, null)));

        awaitEnriched(job);
        assertThat(deadLetters(EVENTS, alone)).containsExactly("projection NOT_PROJECTED");
        assertThat(deadLetters(EVENTS, amongOthers)).containsExactly("projection NOT_PROJECTED");
        assertThat(stageStatus(refused)).isEqualTo(new StepStatus.Pending());
    }

    @Test
    void shouldFailTheJobOnceAndKeepBothRecordsWhenAStageGivesUpTwice() throws Exception {
        RefreshCommand job = Tenant.make(gateway).start(0);
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(DEAD_LETTERS, 0, job.jobId().toString(), new byte[] {1});
        header(letter, Headers.JOB_ID, job.jobId().toString());
        header(letter, Headers.TENANT_ID, job.entity().tenantId().toString());
        header(letter, Headers.ERROR_CODE, "BROKEN");

        long first = gateway.send(letter);
        long second = gateway.send(letter);
        gateway.send(record(job, enriched(job, null)));

        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(
                        () -> assertThat(deadLetters(DEAD_LETTERS, second)).containsExactly("rules BROKEN"));
        assertThat(deadLetters(DEAD_LETTERS, first)).containsExactly("rules BROKEN");
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> PublicEvents.of(gateway, List.of(job)).endings(job) == 1);
    }

    @Test
    void shouldEndTheJobOnceWhenTheBrokerDeliversEveryEventTwice() throws Exception {
        RefreshCommand job = Tenant.make(gateway).start(0);
        RefreshCommand next = Tenant.make(gateway).start(0);
        RulesEvaluated rules =
                new RulesEvaluated(context(job), "{\"executed\": true, \"decision\": \"APPROVE\"}", "{}", AT);
        ProducerRecord<String, byte[]> ruled = new ProducerRecord<>(
                Topics.RULES_EVENTS.name(),
                0,
                job.jobId().toString(),
                gateway.serialize(Topics.RULES_EVENTS.name(), rules));

        gateway.send(ruled);
        gateway.send(ruled);
        gateway.send(record(job, enriched(job, null)));
        gateway.send(record(job, enriched(job, null)));
        gateway.send(record(next, enriched(next, null)));

        awaitEnriched(next);
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> PublicEvents.of(gateway, List.of(job)).endings(job) == 1);
    }

    private ProducerRecord<String, byte[]> faulty(Fault fault, RefreshCommand job) {
        String key = job.jobId().toString();
        byte[] noise = {9, 9, 9};
        return switch (fault) {
            case NOISE -> new ProducerRecord<>(EVENTS, 0, key, noise);
            case NO_VALUE -> new ProducerRecord<>(EVENTS, 0, key, null);
            case UNKNOWN_SCHEMA -> new ProducerRecord<>(EVENTS, 0, key, new byte[] {0, 0x7f, 0, 0, 1, 2});
            case OTHER_TYPE -> {
                String topic = Topics.RISK_MATRICES.name();
                yield new ProducerRecord<>(
                        EVENTS, 0, key, gateway.serialize(topic, new RiskMatrix("tenant", "matrix", 1, "{}")));
            }
            case BROKEN_JSON -> record(job, enriched(job, "{"));
            case NO_JOB_ID -> {
                JobContext context =
                        JobContext.newBuilder(context(job)).setJobId("none").build();
                yield record(
                        job,
                        EntityEnriched.newBuilder(enriched(job, null))
                                .setContext(context)
                                .build());
            }
            case NUL_IN_KEY -> new ProducerRecord<>(EVENTS, 0, "a\0b", noise);
            case NUL_IN_HEADER -> header(new ProducerRecord<>(EVENTS, 0, key, noise), "na\0me", "va\0lue");
        };
    }

    private static ProducerRecord<String, byte[]> header(
            ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private ProducerRecord<String, byte[]> record(RefreshCommand job, SpecificRecord event) {
        return new ProducerRecord<>(EVENTS, 0, job.jobId().toString(), gateway.serialize(EVENTS, event));
    }

    private static EntityEnriched enriched(RefreshCommand job, @Nullable String profile) {
        ProviderOutcome outcome = ProviderOutcome.newBuilder()
                .setCode(RunningGateway.PROVIDER)
                .setSuccess(true)
                .setExecutionId(UUID.randomUUID().toString())
                .build();
        return EntityEnriched.newBuilder()
                .setContext(context(job))
                .setNodeId("root")
                .setParty(party())
                .setDepth(0)
                .setOutcomes(List.of(outcome))
                .setProfile(profile)
                .setProviderDocuments(profile == null ? null : "{\"" + RunningGateway.PROVIDER + "\": " + profile + "}")
                .setStartedAt(AT)
                .setCompletedAt(AT)
                .build();
    }

    private static JobContext context(RefreshCommand job) {
        return JobContext.newBuilder()
                .setJobId(job.jobId().toString())
                .setTenantId(job.entity().tenantId().toString())
                .setEntityId(job.entity().entityId().toString())
                .setRoot(party())
                .setSlip(List.of(Stage.ENRICH, Stage.RULES))
                .setDeadline(job.deadline())
                .build();
    }

    private static Party party() {
        return Party.newBuilder().setType(EntityType.COMPANY).setName("Acme").build();
    }

    private void awaitEnriched(RefreshCommand job) {
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(() -> assertThat(stageStatus(job)).isEqualTo(new StepStatus.Completed()));
    }

    private StepStatus stageStatus(RefreshCommand job) {
        return gateway.bean(RefreshRepository.class).steps(job.entity().tenantId(), job.jobId()).stream()
                .filter(step -> step.key().equals("stage:ENRICH"))
                .findFirst()
                .orElseThrow()
                .status();
    }

    /** Stage and code of what is kept of a record. */
    private List<String> deadLetters(String topic, long offset) {
        return gateway.database().query("""
                        SELECT stage || ' ' || code AS line FROM dead_letter
                        WHERE origin ->> 'topic' = ? AND origin ->> 'partition' = '0' AND origin ->> 'offset' = ?
                        """, row -> row.text("line"), topic, Long.toString(offset));
    }
}
