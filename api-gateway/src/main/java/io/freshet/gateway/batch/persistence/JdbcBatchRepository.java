package io.freshet.gateway.batch.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.batch.Batch;
import io.freshet.gateway.batch.BatchItem;
import io.freshet.gateway.batch.BatchRepository;
import io.freshet.gateway.batch.BatchStatus;
import io.freshet.gateway.batch.BatchTargets;
import io.freshet.gateway.batch.ItemStatus;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches in PostgreSQL; every statement names the tenant. */
@Singleton
final class JdbcBatchRepository implements BatchRepository {

    private static final String INSERT = """
            INSERT INTO refresh_batch (batch_id, tenant_id, status, request, total, created_at, completed_at, served_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST = """
            SELECT * FROM refresh_batch WHERE tenant_id = ?
                AND (?::timestamptz IS NULL OR (created_at, batch_id) < (?::timestamptz, ?::uuid))
            ORDER BY created_at DESC, batch_id DESC LIMIT ?
            """;

    private static final String COUNTS = """
            SELECT status, count(*)::integer AS items FROM refresh_batch_item WHERE tenant_id = ? AND batch_id = ?
            GROUP BY status
            """;

    private static final String ITEMS = """
            SELECT item.position, item.entity_id, item.status, item.job_id, item.joined, COALESCE(item.error, job.error) AS error
            FROM refresh_batch_item item
            LEFT JOIN refresh_job job
                ON job.tenant_id = item.tenant_id AND job.job_id = item.job_id AND item.status NOT IN ('queued', 'running', 'conflict')
            WHERE item.tenant_id = ? AND item.batch_id = ? AND item.position > ? AND (?::text IS NULL OR item.status = ?)
            ORDER BY item.position LIMIT ?
            """;

    private static final String FIRST = """
            SELECT entity_id FROM refresh_batch_item WHERE tenant_id = ? AND batch_id = ? AND status = 'queued'
            ORDER BY position LIMIT 1
            """;

    private static final String STOP = """
            UPDATE refresh_batch SET status = 'cancelling' WHERE tenant_id = ? AND batch_id = ? AND status = 'running'
            """;

    private static final String CANCEL_WAITING = """
            UPDATE refresh_batch_item SET status = 'cancelled', updated_at = ?
            WHERE tenant_id = ? AND batch_id = ? AND (status = 'queued' OR (status = 'running' AND joined))
            """;

    private final Database database;

    JdbcBatchRepository(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Batch batch, ObjectNode request) {
        database.update(
                INSERT,
                batch.batchId(),
                batch.tenantId(),
                batch.status().word(),
                request,
                batch.total(),
                batch.createdAt(),
                batch.completedAt(),
                batch.createdAt());
    }

    @Override
    public int insertItems(Batch batch, BatchTargets targets, int most) {
        TargetStatement statement = TargetStatement.of(batch, targets, most);
        return database.update(statement.sql(), statement.arguments().toArray());
    }

    @Override
    public void settle(Batch batch) {
        database.update(
                "UPDATE refresh_batch SET total = ?, status = ?, completed_at = ? WHERE tenant_id = ? AND batch_id = ?",
                batch.total(),
                batch.status().word(),
                batch.completedAt(),
                batch.tenantId(),
                batch.batchId());
    }

    @Override
    public int countOpen(UUID tenantId) {
        return database.queryOne(
                        "SELECT count(*)::integer AS open FROM refresh_batch "
                                + "WHERE tenant_id = ? AND status IN ('running', 'cancelling')",
                        row -> row.integer("open"),
                        tenantId)
                .orElse(0);
    }

    @Override
    public Optional<Batch> find(UUID tenantId, UUID batchId) {
        return database.queryOne(
                "SELECT * FROM refresh_batch WHERE tenant_id = ? AND batch_id = ?",
                JdbcBatchRepository::batch,
                tenantId,
                batchId);
    }

    @Override
    public Page<Batch> list(UUID tenantId, PageRequest page) {
        Position after = page.after();
        List<Batch> rows = database.query(
                LIST,
                JdbcBatchRepository::batch,
                tenantId,
                after == null ? null : after.at(),
                after == null ? null : after.at(),
                after == null ? null : after.id(),
                page.rowsToRead());
        return Page.of(page, rows, batch -> new Position(batch.createdAt(), batch.batchId()));
    }

    @Override
    public Map<ItemStatus, Integer> counts(UUID tenantId, UUID batchId) {
        Map<ItemStatus, Integer> counts = new EnumMap<>(ItemStatus.class);
        record Count(ItemStatus status, int items) {}
        database.query(
                        COUNTS,
                        row -> new Count(ItemStatus.ofWord(row.text("status")), row.integer("items")),
                        tenantId,
                        batchId)
                .forEach(count -> counts.put(count.status(), count.items()));
        return counts;
    }

    /** A position's time is the item's place, in microseconds. */
    @Override
    public Page<BatchItem> items(UUID tenantId, UUID batchId, @Nullable ItemStatus status, PageRequest page) {
        Position after = page.after();
        List<BatchItem> rows = database.query(
                ITEMS,
                JdbcBatchRepository::item,
                tenantId,
                batchId,
                after == null ? -1 : ChronoUnit.MICROS.between(Instant.EPOCH, after.at()),
                status == null ? null : status.word(),
                status == null ? null : status.word(),
                page.rowsToRead());
        return Page.of(
                page,
                rows,
                item -> new Position(Instant.EPOCH.plus(item.position(), ChronoUnit.MICROS), item.entityId()));
    }

    @Override
    public Optional<UUID> firstEntity(UUID tenantId, UUID batchId) {
        return database.queryOne(FIRST, row -> row.uuid("entity_id"), tenantId, batchId);
    }

    @Override
    public boolean stop(UUID tenantId, UUID batchId, Instant at) {
        if (database.update(STOP, tenantId, batchId) == 0) {
            return false;
        }
        database.update(CANCEL_WAITING, at, tenantId, batchId);
        return true;
    }

    private static Batch batch(Row row) throws SQLException {
        return new Batch(
                row.uuid("batch_id"),
                row.uuid("tenant_id"),
                BatchStatus.ofWord(row.text("status")),
                row.integer("total"),
                row.instant("created_at"),
                row.nullableInstant("completed_at"));
    }

    private static BatchItem item(Row row) throws SQLException {
        return new BatchItem(
                row.integer("position"),
                row.uuid("entity_id"),
                ItemStatus.ofWord(row.text("status")),
                row.nullableUuid("job_id"),
                row.flag("joined"),
                row.nullableJson("error"));
    }
}
