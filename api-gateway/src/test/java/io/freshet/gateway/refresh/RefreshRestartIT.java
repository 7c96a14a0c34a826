package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.schemas.Headers;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code onConflict: restart}: the job that runs is cancelled, then another one starts. */
@ExtendWith(SharedGateway.class)
class RefreshRestartIT {

    private static final int RESTARTS = 50;
    private static final int REFRESHES = 200;

    private final RunningGateway gateway;
    private final RefreshSubmission submission;
    private final Tenant tenant;

    RefreshRestartIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.submission = gateway.bean(RefreshSubmission.class);
        this.tenant = Tenant.make(gateway);
    }

    @Test
    void shouldTellTheCancellationBeforeTheNewStartWhenOneIsRestarted() {
        Entity entity = tenant.company();
        RefreshCommand first = tenant.start(plan(entity, RefreshRequest.OnConflict.REJECT));

        RefreshCommand second = tenant.start(plan(entity, RefreshRequest.OnConflict.RESTART));

        assertThat(told(entity))
                .extracting(RefreshEvent::getRefreshId, RefreshEvent::getStatus)
                .containsExactly(
                        tuple(first.jobId().toString(), RefreshStatus.RUNNING),
                        tuple(first.jobId().toString(), RefreshStatus.CANCELLED),
                        tuple(second.jobId().toString(), RefreshStatus.RUNNING));
        assertThat(jobs("cancelled")).containsExactly(first.jobId());
        assertThat(jobs("queued")).containsExactly(second.jobId());
    }

    @Test
    void shouldJustStartWhenNothingRuns() {
        RefreshCommand job = tenant.start(plan(tenant.company(), RefreshRequest.OnConflict.RESTART));

        assertThat(jobs("queued")).containsExactly(job.jobId());
    }

    @Test
    void shouldLeaveOneRunningAndTellEachEndOnceWhenManyRestartAtOnce() throws Exception {
        Entity entity = tenant.company();
        List<RefreshSubmission.Accepted> accepted =
                atOnce(RESTARTS, () -> plan(entity, RefreshRequest.OnConflict.RESTART));

        assertThat(accepted).hasSize(RESTARTS).noneMatch(RefreshSubmission.Accepted::coalesced);
        assertThat(jobs("queued")).hasSize(1);
        assertThat(jobs("cancelled")).hasSize(RESTARTS - 1).doesNotContainAnyElementsOf(jobs("queued"));
        assertThat(told(entity).stream().filter(event -> event.getStatus() == RefreshStatus.CANCELLED))
                .extracting(event -> UUID.fromString(event.getRefreshId()))
                .containsExactlyInAnyOrderElementsOf(jobs("cancelled"));
        assertThat(gateway.records(Topics.JOB_CANCELLATIONS.name()).stream()
                        .map(record -> RunningGateway.header(record, Headers.JOB_ID))
                        .map(UUID::fromString)
                        .filter(jobs("cancelled")::contains))
                .containsExactlyInAnyOrderElementsOf(jobs("cancelled"));
    }

    @Test
    void shouldStartOneJobWhenHundredsAskAtOnce() throws Exception {
        Entity entity = tenant.company();

        List<RefreshSubmission.Accepted> accepted =
                atOnce(REFRESHES, () -> plan(entity, RefreshRequest.OnConflict.USE_EXISTING));

        assertThat(accepted).filteredOn(one -> !one.coalesced()).hasSize(1);
        assertThat(accepted)
                .extracting(RefreshSubmission.Accepted::jobId)
                .containsOnly(accepted.getFirst().jobId());
        assertThat(jobs("queued")).containsExactly(accepted.getFirst().jobId());
    }

    private RefreshPlan plan(Entity entity, RefreshRequest.OnConflict onConflict) {
        return tenant.plan(entity, Tenant.request(1, onConflict));
    }

    private List<RefreshSubmission.Accepted> atOnce(int callers, Supplier<RefreshPlan> plans) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<RefreshSubmission.Outcome>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                RefreshPlan plan = plans.get();
                running.add(threads.submit(() -> {
                    start.await();
                    return submission.submit(plan);
                }));
            }
            start.countDown();
        }
        List<RefreshSubmission.Accepted> accepted = new ArrayList<>();
        for (Future<RefreshSubmission.Outcome> one : running) {
            accepted.add((RefreshSubmission.Accepted) one.get());
        }
        return accepted;
    }

    private List<UUID> jobs(String status) {
        return gateway.database()
                .query(
                        "SELECT job_id FROM refresh_job WHERE tenant_id = ? AND status = ?",
                        row -> row.uuid("job_id"),
                        tenant.tenantId(),
                        status);
    }

    /** What the public topic tells of the entity, in its order, once the outbox is empty. */
    private List<RefreshEvent> told(Entity entity) {
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> gateway.database()
                        .query(
                                "SELECT 1 AS one FROM outbox WHERE tenant_id = ?",
                                row -> row.integer("one"),
                                tenant.tenantId())
                        .isEmpty());
        return gateway.records(Topics.PUBLIC_ENTITIES.name()).stream()
                .map(gateway::deserialize)
                .map(RefreshEvent.class::cast)
                .filter(event -> event.getEntityId().equals(entity.entityId().toString()))
                .toList();
    }
}
