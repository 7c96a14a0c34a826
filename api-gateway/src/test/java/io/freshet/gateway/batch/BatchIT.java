package io.freshet.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.refresh.RefreshRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches on PostgreSQL, with the leader of a gateway and no workers: what starts keeps running until a test ends it. */
@ExtendWith(SharedGateway.class)
class BatchIT {

    private static final int IN_FLIGHT = RunningGateway.BATCH_IN_FLIGHT;

    private final RunningGateway gateway;
    private final BatchRepository batches;
    private final Tenant tenant;

    BatchIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.batches = gateway.bean(BatchRepository.class);
        this.tenant = Tenant.make(gateway);
    }

    /** All that runs counts for the pace of all. */
    @AfterEach
    void cancelAll() {
        record Open(UUID tenantId, UUID batchId) {}
        gateway.database()
                .query(
                        "SELECT tenant_id, batch_id FROM refresh_batch WHERE status = 'running'",
                        row -> new Open(row.uuid("tenant_id"), row.uuid("batch_id")))
                .forEach(open -> gateway.bean(BatchCancellation.class).cancel(open.tenantId(), open.batchId()));
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> gateway.database()
                        .query(
                                "SELECT batch_id FROM refresh_batch WHERE status IN ('running', 'cancelling')",
                                row -> row.uuid("batch_id"))
                        .isEmpty());
    }

    @Test
    void shouldStartAnItemOfEachEntityAndKnowTheOthers() {
        // Given
        List<UUID> own = ids(tenant, 3);
        UUID stranger = Tenant.make(gateway).company().entityId();
        List<UUID> all = Stream.concat(own.stream(), Stream.of(stranger, UUID.randomUUID()))
                .toList();
        // When
        Batch batch = submit(tenant, new BatchTargets.Named(all), RefreshRequest.OnConflict.REJECT);
        // Then
        assertThat(batch.total()).isEqualTo(5);
        awaitCounts(tenant, batch, Map.of(ItemStatus.RUNNING, 3, ItemStatus.NOT_FOUND, 2));
        assertThat(jobs("bulk")).hasSize(3);
    }

    @Test
    void shouldTakeTheOutcomeOfTheJobAndEndWithTheLastOne() {
        Batch batch = submit(tenant, new BatchTargets.Named(ids(tenant, 2)), RefreshRequest.OnConflict.REJECT);
        awaitCounts(tenant, batch, Map.of(ItemStatus.RUNNING, 2));
        end("completed", "timed_out");
        awaitCounts(tenant, batch, Map.of(ItemStatus.COMPLETED, 1, ItemStatus.TIMED_OUT, 1));
        awaitStatus(batch, BatchStatus.COMPLETED);
    }

    @Test
    void shouldStartNoMoreThanATenantMayHaveRunning() {
        List<UUID> ids = ids(tenant, IN_FLIGHT + 30);
        Batch batch = submit(tenant, new BatchTargets.Named(ids), RefreshRequest.OnConflict.REJECT);
        awaitCounts(tenant, batch, Map.of(ItemStatus.RUNNING, IN_FLIGHT, ItemStatus.QUEUED, 30));
        Tenant other = Tenant.make(gateway);
        Batch beside = submit(other, new BatchTargets.Named(ids(other, 2)), RefreshRequest.OnConflict.REJECT);
        awaitCounts(other, beside, Map.of(ItemStatus.RUNNING, 2));
        assertThat(batches.counts(tenant.tenantId(), batch.batchId())).containsEntry(ItemStatus.RUNNING, IN_FLIGHT);
    }

    @Test
    void shouldCallItAConflictWhenAnotherRefreshRuns() {
        Entity entity = tenant.company();
        tenant.start(tenant.plan(entity, Tenant.request(0, RefreshRequest.OnConflict.REJECT)));
        Batch batch =
                submit(tenant, new BatchTargets.Named(List.of(entity.entityId())), RefreshRequest.OnConflict.REJECT);
        awaitCounts(tenant, batch, Map.of(ItemStatus.CONFLICT, 1));
        awaitStatus(batch, BatchStatus.COMPLETED);
    }

    @Test
    void shouldJoinTheRefreshThatRunsWhenTheRequestSaysSo() {
        Entity entity = tenant.company();
        UUID jobId = tenant.start(tenant.plan(entity, Tenant.request(0, RefreshRequest.OnConflict.REJECT)))
                .jobId();
        Batch batch = submit(
                tenant, new BatchTargets.Named(List.of(entity.entityId())), RefreshRequest.OnConflict.USE_EXISTING);
        awaitCounts(tenant, batch, Map.of(ItemStatus.RUNNING, 1));
        BatchItem item = page(batch, 10).items().getFirst();
        assertThat(item.jobId()).isEqualTo(jobId);
        assertThat(item.joined()).isTrue();
    }

    @Test
    void shouldCancelWhatWaitsAndWhatRunsButNotWhatItJoined() {
        // Given
        Entity busy = tenant.company();
        UUID joined = tenant.start(tenant.plan(busy, Tenant.request(0, RefreshRequest.OnConflict.REJECT)))
                .jobId();
        List<UUID> ids = new ArrayList<>(ids(tenant, IN_FLIGHT + 10));
        ids.addFirst(busy.entityId());
        Batch batch = submit(tenant, new BatchTargets.Named(ids), RefreshRequest.OnConflict.USE_EXISTING);
        awaitCounts(tenant, batch, Map.of(ItemStatus.RUNNING, IN_FLIGHT, ItemStatus.QUEUED, 11));
        // When
        BatchCancellation cancellation = gateway.bean(BatchCancellation.class);
        BatchCancellation.Outcome outcome = cancellation.cancel(tenant.tenantId(), batch.batchId());
        // Then
        assertThat(outcome).isInstanceOf(BatchCancellation.Stopped.class);
        awaitStatus(batch, BatchStatus.CANCELLED);
        awaitCounts(tenant, batch, Map.of(ItemStatus.CANCELLED, IN_FLIGHT + 11));
        assertThat(jobs("interactive")).containsExactly(joined);
        assertThat(cancellation.cancel(tenant.tenantId(), batch.batchId()))
                .isInstanceOf(BatchCancellation.AlreadyEnded.class);
        assertThat(cancellation.cancel(UUID.randomUUID(), batch.batchId()))
                .isInstanceOf(BatchCancellation.NotFound.class);
    }

    @Test
    void shouldFindWhatTheFilterDescribes() {
        // Given
        List<UUID> ids = ids(tenant, 4);
        set(ids.get(1), "country = 'GB'");
        set(ids.get(2), "status = 'suspended'");
        set(ids.get(3), "status = 'deleted'");
        Entity refreshed = tenant.company();
        tenant.start(tenant.plan(refreshed, Tenant.request(0, RefreshRequest.OnConflict.REJECT)));
        end("completed");
        gateway.database()
                .update(
                        "UPDATE refresh_job SET rules_result = '{\"riskLevel\": \"HIGH\"}'::jsonb WHERE tenant_id = ?",
                        tenant.tenantId());
        // Then
        assertThat(total(null, null, null, null, null)).isEqualTo(4);
        assertThat(total(PartyType.PERSON, null, null, null, null)).isZero();
        assertThat(total(PartyType.COMPANY, "GB", null, null, null)).isEqualTo(1);
        assertThat(total(null, null, "suspended", null, null)).isEqualTo(1);
        assertThat(total(null, null, null, "HIGH", null)).isEqualTo(1);
        assertThat(total(null, null, null, "LOW", null)).isZero();
        assertThat(total(
                        PartyType.COMPANY,
                        refreshed.country(),
                        refreshed.status(),
                        "HIGH",
                        Instant.parse("2100-01-01T00:00:00Z")))
                .isEqualTo(1);
        assertThat(total(null, null, null, null, Instant.EPOCH)).isEqualTo(3);
        assertThat(total(null, null, null, null, Instant.parse("2100-01-01T00:00:00Z")))
                .isEqualTo(4);
    }

    @Test
    void shouldKeepTenThousandItemsInOneStatementAndShowThemPageByPage() {
        List<UUID> ids =
                IntStream.range(0, 10_000).mapToObj(i -> UUID.randomUUID()).toList();
        Batch batch = submit(tenant, new BatchTargets.Named(ids), RefreshRequest.OnConflict.REJECT);
        assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(batches.counts(tenant.tenantId(), batch.batchId())).isEqualTo(Map.of(ItemStatus.NOT_FOUND, 10_000));
        Page<BatchItem> first = page(batch, 200);
        Page<BatchItem> second = batches.items(
                tenant.tenantId(), batch.batchId(), ItemStatus.NOT_FOUND, new PageRequest(200, first.next()));
        assertThat(Stream.concat(first.items().stream(), second.items().stream())
                        .map(BatchItem::entityId))
                .containsExactlyElementsOf(ids.subList(0, 400));
    }

    private int total(
            @Nullable PartyType type,
            @Nullable String country,
            @Nullable String status,
            @Nullable String riskLevel,
            @Nullable Instant before) {
        BatchTargets targets = new BatchTargets.Matching(type, country, status, riskLevel, before);
        Batch batch = submit(tenant, targets, RefreshRequest.OnConflict.USE_EXISTING);
        gateway.bean(BatchCancellation.class).cancel(tenant.tenantId(), batch.batchId());
        return batch.total();
    }

    private Batch submit(Tenant owner, BatchTargets targets, RefreshRequest.OnConflict onConflict) {
        RefreshRequest request = Tenant.request(0, onConflict).asBulk();
        BatchSubmission.Outcome outcome =
                gateway.bean(BatchSubmission.class).submit(owner.tenantId(), targets, request);
        return ((BatchSubmission.Accepted) outcome).batch();
    }

    private static List<UUID> ids(Tenant owner, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> owner.company().entityId())
                .toList();
    }

    private Page<BatchItem> page(Batch batch, int limit) {
        return batches.items(tenant.tenantId(), batch.batchId(), null, new PageRequest(limit, null));
    }

    private void awaitCounts(Tenant owner, Batch batch, Map<ItemStatus, Integer> counts) {
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(() -> assertThat(batches.counts(owner.tenantId(), batch.batchId()))
                        .isEqualTo(counts));
    }

    private void awaitStatus(Batch batch, BatchStatus status) {
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> batches.find(tenant.tenantId(), batch.batchId())
                        .map(Batch::status)
                        .filter(status::equals)
                        .isPresent());
    }

    /** Jobs of the tenant that are not over. */
    private List<UUID> jobs(String priority) {
        return gateway.database()
                .query(
                        "SELECT job_id FROM refresh_job WHERE tenant_id = ? AND priority = ? AND status IN ('queued', 'running')",
                        row -> row.uuid("job_id"),
                        tenant.tenantId(),
                        priority);
    }

    /** Ends the tenant's open jobs with these statuses, in any order. */
    private void end(String... statuses) {
        List<UUID> open = Stream.concat(jobs("bulk").stream(), jobs("interactive").stream())
                .toList();
        for (int i = 0; i < open.size(); i++) {
            gateway.database()
                    .update(
                            "UPDATE refresh_job SET status = ?, completed_at = now() WHERE job_id = ?",
                            statuses[i],
                            open.get(i));
        }
    }

    private void set(UUID entityId, String assignment) {
        gateway.database().update("UPDATE entity SET " + assignment + " WHERE entity_id = ?", entityId);
    }
}
