package io.freshet.gateway.batch.persistence;

import io.freshet.gateway.batch.BatchItem;
import io.freshet.gateway.batch.BatchQueue;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Parameters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The items of all batches in PostgreSQL. Conditions on items are spelt as in the partial indexes. */
@Singleton
final class JdbcBatchQueue implements BatchQueue {

    private static final String TAKE_OUTCOMES = """
            UPDATE refresh_batch_item item SET status = job.status, updated_at = ?
            FROM refresh_job job
            WHERE item.status = 'running' AND job.tenant_id = item.tenant_id AND job.job_id = item.job_id
                AND job.status NOT IN ('queued', 'running')
            RETURNING CASE WHEN NOT item.joined AND job.status IN ('completed', 'completed_with_errors') THEN
                (extract(epoch FROM job.completed_at - job.queued_at) * 1000)::bigint - COALESCE(
                    (SELECT max((provider ->> 'executionTime')::bigint)
                    FROM jsonb_path_query(job.result, '$.data.providers[*]') provider), 0) END AS overhead
            """;

    private static final String UNWANTED = """
            SELECT item.tenant_id, item.job_id FROM refresh_batch batch
            JOIN refresh_batch_item item
                ON item.tenant_id = batch.tenant_id AND item.batch_id = batch.batch_id AND item.status = 'running'
            WHERE batch.status = 'cancelling' AND NOT item.joined LIMIT ?
            """;

    private static final String COMPLETE = """
            UPDATE refresh_batch batch
            SET status = CASE batch.status WHEN 'cancelling' THEN 'cancelled' ELSE 'completed' END, completed_at = ?
            WHERE batch.status IN ('running', 'cancelling')
                AND NOT EXISTS (SELECT FROM refresh_batch_item item
                    WHERE item.batch_id = batch.batch_id AND item.status = 'queued')
                AND NOT EXISTS (SELECT FROM refresh_batch_item item
                    WHERE item.tenant_id = batch.tenant_id AND item.batch_id = batch.batch_id AND item.status = 'running')
            """;

    private static final String WAITING = """
            SELECT batch.batch_id, batch.tenant_id FROM refresh_batch batch
            WHERE batch.status = 'running'
                AND EXISTS (SELECT FROM refresh_batch_item item
                    WHERE item.batch_id = batch.batch_id AND item.status = 'queued')
            ORDER BY batch.served_at, batch.batch_id LIMIT ?
            """;

    private static final String RUNNING = """
            SELECT tenant_id, count(*)::integer AS items, (count(*) FILTER (WHERE updated_at > ?))::integer AS recent
            FROM refresh_batch_item WHERE status = 'running' GROUP BY tenant_id
            """;

    private static final String TAKE = """
            SELECT item.position, item.entity_id, batch.request FROM refresh_batch_item item
            JOIN refresh_batch batch ON batch.batch_id = item.batch_id
            WHERE item.tenant_id = ? AND item.batch_id = ? AND item.status = 'queued'
            ORDER BY item.position LIMIT ? FOR UPDATE OF item SKIP LOCKED
            """;

    private static final String SETTLE = """
            UPDATE refresh_batch_item SET status = ?, job_id = ?, joined = ?, error = ?, updated_at = ?
            WHERE tenant_id = ? AND batch_id = ? AND position = ?
            """;

    private final Database database;

    JdbcBatchQueue(Database database) {
        this.database = database;
    }

    @Override
    public List<Long> takeOutcomes(Instant at) {
        return database
                .updateReturning(TAKE_OUTCOMES, row -> Optional.ofNullable(row.nullableBigint("overhead")), at)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<Unwanted> unwanted(int most) {
        return database.query(UNWANTED, row -> new Unwanted(row.uuid("tenant_id"), row.uuid("job_id")), most);
    }

    @Override
    public int completeFinished(Instant at) {
        return database.update(COMPLETE, at);
    }

    @Override
    public List<Waiting> waiting(int most) {
        return database.query(WAITING, row -> new Waiting(row.uuid("batch_id"), row.uuid("tenant_id")), most);
    }

    @Override
    public Map<UUID, Running> running(Instant recently) {
        record OfTenant(UUID tenantId, Running running) {}
        Map<UUID, Running> running = new HashMap<>();
        database.query(
                        RUNNING,
                        row -> new OfTenant(
                                row.uuid("tenant_id"), new Running(row.integer("items"), row.integer("recent"))),
                        recently)
                .forEach(tenant -> running.put(tenant.tenantId(), tenant.running()));
        return running;
    }

    @Override
    public List<Queued> take(Waiting batch, int most, Instant at) {
        database.update(
                "UPDATE refresh_batch SET served_at = ? WHERE tenant_id = ? AND batch_id = ?",
                at,
                batch.tenantId(),
                batch.batchId());
        return database.updateReturning(
                TAKE,
                row -> new Queued(row.integer("position"), row.uuid("entity_id"), row.object("request")),
                batch.tenantId(),
                batch.batchId(),
                most);
    }

    @Override
    public void settle(Waiting batch, List<BatchItem> items, Instant at) {
        database.batch(
                SETTLE,
                items,
                item -> Parameters.of(
                        item.status().word(),
                        item.jobId(),
                        item.joined(),
                        item.error(),
                        at,
                        batch.tenantId(),
                        batch.batchId(),
                        item.position()));
    }
}
