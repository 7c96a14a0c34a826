package io.freshet.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRepository;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.RefreshSubmission;
import io.freshet.schemas.EvaluateRules;
import io.freshet.schemas.Headers;
import io.freshet.schemas.ResolveOwnership;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operations that meet other jobs, and the commands that they leave, on PostgreSQL and Kafka. */
@ExtendWith(SharedGateway.class)
class OperationSubmissionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE = """
            {"fullName": "Acme", "website": "https://acme.example", "shareholders": [{"kind": "COMPANY", "name": "Holding"}]}
            """;

    private final RunningGateway gateway;
    private final Tenant tenant;

    OperationSubmissionIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.tenant = Tenant.make(gateway);
    }

    @Test
    void shouldRefuseEveryOperationThatWritesWhileAnotherJobDoes() {
        // Given
        Entity entity = known();
        RefreshPlan refresh = tenant.plan(entity, Tenant.request(1, RefreshRequest.OnConflict.REJECT));
        tenant.start(refresh);
        // When
        List<RefreshSubmission.Outcome> outcomes =
                List.of(submit(enrichment(entity)), submit(materialization(entity, 1)), submit(analysis(entity, true)));
        // Then
        assertThat(outcomes)
                .containsOnly(new RefreshSubmission.Conflict(refresh.command().jobId()));
    }

    @Test
    void shouldRefuseARefreshWhileAnOperationWrites() {
        Entity entity = known();
        RefreshPlan running = materialization(entity, 1);
        tenant.start(running);
        assertThat(submit(tenant.plan(entity, Tenant.request(1, RefreshRequest.OnConflict.REJECT))))
                .isEqualTo(new RefreshSubmission.Conflict(running.command().jobId()));
    }

    @Test
    void shouldJoinTheSameOperationAndNoOtherOne() {
        // Given
        Entity entity = known();
        RefreshPlan running = materialization(entity, 1);
        tenant.start(running);
        // When
        RefreshSubmission.Outcome same = submit(materialization(entity, 1));
        RefreshSubmission.Outcome other = submit(materialization(entity, 2));
        // Then
        assertThat(same).isInstanceOfSatisfying(RefreshSubmission.Accepted.class, accepted -> {
            assertThat(accepted.coalesced()).isTrue();
            assertThat(accepted.jobId()).isEqualTo(running.command().jobId());
        });
        assertThat(other)
                .isEqualTo(new RefreshSubmission.Conflict(running.command().jobId()));
    }

    @Test
    void shouldRunAnalysesOfWhatIsKnownBesideAnyJob() {
        // Given
        Entity entity = known();
        tenant.start(tenant.plan(entity, Tenant.request(1, RefreshRequest.OnConflict.REJECT)));
        // When
        List<RefreshSubmission.Outcome> outcomes =
                List.of(submit(analysis(entity, false)), submit(analysis(entity, false)));
        // Then
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                RefreshSubmission.Accepted.class,
                                accepted -> assertThat(accepted.coalesced()).isFalse()));
    }

    @Test
    void shouldLeaveTheCommandOfTheFirstStageWithWhatIsKnown() {
        // Given
        Entity entity = known();
        RefreshPlan materialization = materialization(entity, 2);
        RefreshPlan analysis = analysis(entity, false);
        // When
        tenant.start(materialization);
        tenant.start(analysis);
        // Then
        ResolveOwnership owners = (ResolveOwnership) command(Topics.OWNERSHIP_COMMANDS, materialization, "OWNERSHIP");
        assertThat(owners.getContext().getOwnership().getDepth()).isEqualTo(2);
        assertThat(owners.getContext().getOwnership().getShareholdersFromCache())
                .isTrue();
        assertThat(owners.getOutcomes().getFirst().getExecutionId()).isEqualTo("execution-1");
        assertThat(owners.getProfile()).contains("Holding").doesNotContain("acme.example");
        EvaluateRules rules = (EvaluateRules) command(Topics.RULES_COMMANDS, analysis, "RULES");
        assertThat(rules.getContext().getRules().getTrigger()).isEqualTo("manual");
        assertThat(rules.getProfile()).contains("Holding", "acme.example");
    }

    /** A company of which a provider told something, and a matrix that listens to analyses. */
    private Entity known() {
        Entity entity = tenant.company();
        gateway.database()
                .update(
                        """
                        INSERT INTO normalized_data (entity_id, tenant_id, job_id, profile, provenance, updated_at)
                        VALUES (?, ?, ?, ?, ?, now())
                        """,
                        entity.entityId(),
                        tenant.tenantId(),
                        UUID.randomUUID(),
                        json(PROFILE),
                        json(
                                "{\"fullName\": {\"provider\": \"p\", \"executionId\": \"execution-1\"}, \"shareholders\": {\"provider\": \"p\", \"executionId\": \"execution-1\"}}"));
        gateway.bean(MatrixRepository.class)
                .insertIfAbsent(
                        FakeMatrixRepository.matrix(
                                tenant.tenantId(), 1, "{\"name\": \"M\", \"triggers\": {\"manual\": true}}"),
                        "M");
        return entity;
    }

    private RefreshPlan enrichment(Entity entity) {
        return planned(gateway.bean(EnrichPlanner.class)
                .plan(new EnrichRequest(List.of(RunningGateway.PROVIDER), List.of(), true, Map.of()), entity));
    }

    private RefreshPlan materialization(Entity entity, int depth) {
        return planned(gateway.bean(MaterializePlanner.class)
                .plan(
                        new MaterializeRequest(
                                false, depth, ShareholderIntegrations.ALL_ACTIVE, false, false, List.of()),
                        entity));
    }

    private RefreshPlan analysis(Entity entity, boolean enrich) {
        return planned(gateway.bean(AnalyzePlanner.class)
                .plan(new AnalyzeRequest(PartyType.COMPANY, enrich, List.of(), false, false), entity));
    }

    private static RefreshPlan planned(OperationPlanning planning) {
        return planning instanceof OperationPlanning.Decided decided
                ? planned(decided.planning())
                : fail("not planned: " + planning);
    }

    private static RefreshPlan planned(Planning planning) {
        return planning instanceof Planning.Planned planned ? planned.plan() : fail("not planned: " + planning);
    }

    private static RefreshPlan fail(String message) {
        throw new AssertionError(message);
    }

    private RefreshSubmission.Outcome submit(RefreshPlan plan) {
        return gateway.bean(RefreshSubmission.class).submit(plan);
    }

    private SpecificRecord command(Topic topic, RefreshPlan plan, String stage) {
        String jobId = plan.command().jobId().toString();
        List<ConsumerRecord<String, byte[]>> found = Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(
                        () -> gateway.records(topic.name()).stream()
                                .filter(record -> jobId.equals(record.key()))
                                .toList(),
                        records -> !records.isEmpty());
        assertThat(RunningGateway.header(found.getFirst(), Headers.NEXT_STAGE)).isEqualTo(stage);
        assertThat(RunningGateway.header(found.getFirst(), Headers.JOB_ID)).isEqualTo(jobId);
        return gateway.deserialize(found.getFirst());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
