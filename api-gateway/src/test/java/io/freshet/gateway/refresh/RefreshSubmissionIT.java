package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.core.refresh.RefreshOptions;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.transaction.Transactions;
import io.freshet.schemas.Headers;
import io.freshet.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Submissions that meet each other, on PostgreSQL and Kafka. */
@ExtendWith(SharedGateway.class)
class RefreshSubmissionIT {

    private static final int CALLERS = 64;

    private final RunningGateway gateway;
    private final RefreshSubmission submission;
    private final Tenant tenant;

    RefreshSubmissionIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.submission = gateway.bean(RefreshSubmission.class);
        this.tenant = Tenant.make(gateway);
    }

    @Test
    void shouldStartOneJobWhenManyAskForTheSameAtOnce() throws Exception {
        Entity entity = tenant.company();
        List<RefreshPlan> plans = IntStream.range(0, CALLERS)
                .mapToObj(i -> plan(entity, 1, RefreshRequest.OnConflict.REJECT))
                .toList();

        List<RefreshSubmission.Outcome> outcomes = submitAtOnce(plans);

        assertThat(outcomes).hasSize(CALLERS).allMatch(RefreshSubmission.Accepted.class::isInstance);
        List<RefreshSubmission.Accepted> accepted =
                outcomes.stream().map(RefreshSubmission.Accepted.class::cast).toList();
        assertThat(accepted).filteredOn(one -> !one.coalesced()).hasSize(1);
        assertThat(accepted)
                .extracting(RefreshSubmission.Accepted::jobId)
                .containsOnly(accepted.getFirst().jobId());
        assertThat(jobs()).containsExactly(accepted.getFirst().jobId());
        assertThat(commands(accepted.getFirst().jobId())).isEqualTo(1);
    }

    @Test
    void shouldStartOneJobAndRefuseTheOthersWhenManyAskForDifferentThingsAtOnce() throws Exception {
        Entity entity = tenant.company();
        List<RefreshPlan> plans = IntStream.range(0, CALLERS)
                .mapToObj(i -> different(plan(entity, 1, RefreshRequest.OnConflict.REJECT), i))
                .toList();

        List<RefreshSubmission.Outcome> outcomes = submitAtOnce(plans);

        assertThat(jobs()).hasSize(1);
        UUID winner = jobs().getFirst();
        assertThat(outcomes)
                .filteredOn(RefreshSubmission.Accepted.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(RefreshSubmission.Conflict.class::isInstance)
                .hasSize(CALLERS - 1)
                .containsOnly(new RefreshSubmission.Conflict(winner));
    }

    @Test
    void shouldStartEveryJobWhenTheEntitiesDiffer() throws Exception {
        List<RefreshPlan> plans = IntStream.range(0, CALLERS)
                .mapToObj(i -> plan(tenant.company(), 1, RefreshRequest.OnConflict.REJECT))
                .toList();

        submitAtOnce(plans);

        assertThat(jobs())
                .containsExactlyInAnyOrderElementsOf(
                        plans.stream().map(plan -> plan.command().jobId()).toList());
    }

    @Test
    void shouldJoinADifferentJobOnlyWhenTheCallerSaysSo() {
        Entity entity = tenant.company();
        RefreshPlan first = plan(entity, 1, RefreshRequest.OnConflict.REJECT);
        tenant.start(first);

        assertThat(submission.submit(plan(entity, 2, RefreshRequest.OnConflict.REJECT)))
                .isEqualTo(new RefreshSubmission.Conflict(first.command().jobId()));
        assertThat(submission.submit(plan(entity, 2, RefreshRequest.OnConflict.USE_EXISTING)))
                .isInstanceOfSatisfying(RefreshSubmission.Accepted.class, accepted -> {
                    assertThat(accepted.coalesced()).isTrue();
                    assertThat(accepted.jobId()).isEqualTo(first.command().jobId());
                    assertThat(accepted.deadline()).isEqualTo(first.command().deadline());
                });
    }

    @Test
    void shouldLeaveNothingWhenTheTransactionRollsBack() {
        Entity entity = tenant.company();
        RefreshPlan plan = plan(entity, 1, RefreshRequest.OnConflict.REJECT);

        assertThatThrownBy(() -> gateway.bean(Transactions.class).write(() -> {
                    submission.submit(plan);
                    throw new IllegalArgumentException("the caller's work failed");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the caller's work failed");

        for (String table : List.of("refresh_job", "job_step", "outbox")) {
            assertThat(count(table)).as(table).isZero();
        }
        // What was to be sent before this one would have arrived by now.
        UUID next =
                tenant.start(plan(entity, 1, RefreshRequest.OnConflict.REJECT)).jobId();
        assertThat(commands(next)).isEqualTo(1);
        assertThat(commands(plan.command().jobId())).isZero();
    }

    @Test
    void shouldLetTheWaitingCallerStartWhenTheFirstOneRollsBack() throws Exception {
        Entity entity = tenant.company();
        RefreshPlan second = plan(entity, 1, RefreshRequest.OnConflict.REJECT);
        CountDownLatch submitted = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> rolledBack =
                    threads.submit(() -> gateway.bean(Transactions.class).write(() -> {
                        submission.submit(plan(entity, 1, RefreshRequest.OnConflict.REJECT));
                        submitted.countDown();
                        awaitSomebodyWaiting();
                        throw new IllegalArgumentException("rolled back");
                    }));
            submitted.await();
            RefreshSubmission.Outcome outcome = submission.submit(second);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RefreshSubmission.Accepted.class,
                            accepted -> assertThat(accepted.coalesced()).isFalse());
            assertThatThrownBy(rolledBack::get).hasRootCauseMessage("rolled back");
        }
        assertThat(jobs()).containsExactly(second.command().jobId());
    }

    @Test
    void shouldFindNoEntityWhenItIsDeletedMeanwhile() throws Exception {
        Entity entity = tenant.company();
        RefreshPlan plan = plan(entity, 1, RefreshRequest.OnConflict.REJECT);
        CountDownLatch locked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> deletion =
                    threads.submit(() -> gateway.bean(Transactions.class).write(() -> {
                        assertThat(gateway.bean(EntityRepository.class).lock(tenant.tenantId(), entity.entityId()))
                                .isPresent();
                        int deleted = gateway.database()
                                .update(
                                        "UPDATE entity SET status = 'deleted' WHERE tenant_id = ? AND entity_id = ?",
                                        tenant.tenantId(),
                                        entity.entityId());
                        locked.countDown();
                        awaitSomebodyWaiting();
                        return deleted;
                    }));
            locked.await();

            assertThat(submission.submit(plan)).isEqualTo(new RefreshSubmission.EntityGone());
            assertThat(deletion.get()).isEqualTo(1);
        }
        assertThat(jobs()).isEmpty();
        assertThat(submission.submit(plan)).isEqualTo(new RefreshSubmission.EntityGone());
    }

    private RefreshPlan plan(Entity entity, int depth, RefreshRequest.OnConflict onConflict) {
        return tenant.plan(entity, Tenant.request(depth, onConflict));
    }

    private static RefreshPlan different(RefreshPlan plan, int number) {
        RefreshRequest request = plan.request();
        RefreshOptions options = request.options();
        RefreshOptions other = new RefreshOptions(
                options.scope(),
                List.of("other-" + number),
                options.integrations(),
                options.shareholders(),
                options.depth(),
                options.forceRefresh());
        return new RefreshPlan(
                new RefreshRequest(
                        other,
                        request.skipRulesEngine(),
                        request.preserve(),
                        request.publishSnapshot(),
                        request.onConflict(),
                        request.priority(),
                        request.dryRun()),
                plan.command());
    }

    private List<RefreshSubmission.Outcome> submitAtOnce(List<RefreshPlan> plans) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RefreshSubmission.Outcome>> running = new ArrayList<>();
            for (RefreshPlan plan : plans) {
                Callable<RefreshSubmission.Outcome> caller = () -> {
                    start.await();
                    return submission.submit(plan);
                };
                running.add(threads.submit(caller));
            }
            start.countDown();
            List<RefreshSubmission.Outcome> outcomes = new ArrayList<>();
            for (Future<RefreshSubmission.Outcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    /** Until a session of this database waits for another one's transaction. */
    private void awaitSomebodyWaiting() {
        Awaitility.await()
                .pollInSameThread()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> !gateway.database()
                        .query("""
                        SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database()
                            AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO refresh_job%'
                        """, row -> row.integer("one"))
                        .isEmpty());
    }

    private List<UUID> jobs() {
        return gateway.database()
                .query(
                        "SELECT job_id FROM refresh_job WHERE tenant_id = ?",
                        row -> row.uuid("job_id"),
                        tenant.tenantId());
    }

    private int count(String table) {
        return gateway.database()
                .queryOne(
                        "SELECT count(*)::integer AS n FROM " + table + " WHERE tenant_id = ?",
                        row -> row.integer("n"),
                        tenant.tenantId())
                .orElseThrow();
    }

    /** How many commands of the job the broker has, once the tenant's outbox is empty. */
    private long commands(UUID jobId) {
        Awaitility.await().atMost(RunningGateway.PATIENCE).until(() -> count("outbox") == 0);
        return gateway.records(Topics.ENRICHMENT_COMMANDS.name()).stream()
                .filter(record -> RunningGateway.header(record, Headers.JOB_ID).equals(jobId.toString()))
                .count();
    }
}
