package io.freshet.gateway.refresh.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.freshet.core.Stage;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.gateway.refresh.StoredRequest;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Refreshes in PostgreSQL. Conditions on open jobs are spelt as in the partial indexes, which would not serve otherwise. */
@Singleton
final class JdbcRefreshRepository implements RefreshRepository {

    private static final String INSERT = """
            INSERT INTO refresh_job (job_id, tenant_id, entity_id, status, request, request_hash, slip, providers, priority,
                deadline, command_topic, command_key, command_headers, command_value, resend_at, queued_at,
                operation, operation_body, exclusive)
            VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now() + interval '1 minute', ?, ?, ?, ?)
            ON CONFLICT (tenant_id, entity_id) WHERE exclusive AND status IN ('queued', 'running') DO NOTHING
            """;

    /**
     * The foreign key of the job's row has waited for a deletion of the entity that was under way; this statement, being a later
     * one, sees it. To look before, under a lock, could wait for the projector, which waits for that lock.
     */
    private static final String INSERT_STEPS = """
            INSERT INTO job_step (job_id, tenant_id, step_key, kind, status)
            SELECT j.job_id, j.tenant_id, s.key, split_part(s.key, ':', 1), 'pending'
            FROM refresh_job j JOIN entity e ON e.tenant_id = j.tenant_id AND e.entity_id = j.entity_id
                CROSS JOIN unnest(?::text[]) AS s (key)
            WHERE j.tenant_id = ? AND j.job_id = ? AND e.status <> 'deleted'
            """;

    private static final String UNFINISHED = """
            SELECT job_id, operation, status, request_hash, slip, providers, deadline FROM refresh_job
            WHERE tenant_id = ? AND entity_id = ? AND exclusive AND status IN ('queued', 'running')
            """;

    private static final String FIND = """
            SELECT job_id, operation, entity_id, status, slip, queued_at, deadline, ownership, result, retry_of
            FROM refresh_job WHERE tenant_id = ? AND job_id = ?
            """;

    private static final String STEPS = """
            SELECT job_id, tenant_id, step_key, status, detail, started_at, finished_at FROM job_step
            WHERE tenant_id = ? AND job_id = ? ORDER BY kind DESC, step_key
            """;

    private final Database database;
    private final ObjectMapper json;

    JdbcRefreshRepository(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public boolean insert(RefreshPlan plan, String requestHash, OutboxRecord record, Instant queuedAt) {
        RefreshCommand command = plan.command();
        Entity entity = command.entity();
        List<String> slip = command.slip().stages().stream().map(Stage::name).toList();
        return database.update(
                        INSERT,
                        command.jobId(),
                        entity.tenantId(),
                        entity.entityId(),
                        StoredRequest.write(plan.request()),
                        HexFormat.of().parseHex(requestHash),
                        SqlArray.texts(slip),
                        SqlArray.texts(command.root().toCall()),
                        command.bulk() ? "bulk" : "interactive",
                        command.deadline(),
                        record.topic(),
                        record.key(),
                        json.valueToTree(record.headers()),
                        record.value(),
                        queuedAt,
                        plan.work().operation().word(),
                        plan.work().body(),
                        plan.exclusive())
                == 1;
    }

    @Override
    public boolean insertSteps(UUID tenantId, UUID jobId, List<String> keys) {
        return database.update(INSERT_STEPS, SqlArray.texts(keys), tenantId, jobId) > 0;
    }

    @Override
    public void withdraw(UUID tenantId, UUID jobId) {
        database.update("DELETE FROM refresh_job WHERE tenant_id = ? AND job_id = ?", tenantId, jobId);
    }

    @Override
    public void keepRejectedOfShareholders(UUID tenantId, UUID jobId, ArrayNode rejected) {
        database.update(
                "UPDATE refresh_job SET shareholders_rejected = ? WHERE tenant_id = ? AND job_id = ?",
                rejected,
                tenantId,
                jobId);
    }

    @Override
    public Optional<Unfinished> findUnfinished(UUID tenantId, UUID entityId) {
        return database.queryOne(
                UNFINISHED,
                row -> new Unfinished(
                        row.uuid("job_id"),
                        Operation.ofWord(row.text("operation")),
                        JobStatus.ofWord(row.text("status")),
                        HexFormat.of().formatHex(row.bytes("request_hash")),
                        row.texts("slip"),
                        row.texts("providers"),
                        row.instant("deadline")),
                tenantId,
                entityId);
    }

    @Override
    public Optional<Refresh> find(UUID tenantId, UUID jobId) {
        return database.queryOne(
                FIND,
                row -> new Refresh(
                        row.uuid("job_id"),
                        Operation.ofWord(row.text("operation")),
                        row.uuid("entity_id"),
                        JobStatus.ofWord(row.text("status")),
                        row.texts("slip"),
                        row.instant("queued_at"),
                        row.instant("deadline"),
                        row.nullableJson("ownership"),
                        row.nullableObject("result"),
                        row.nullableUuid("retry_of")),
                tenantId,
                jobId);
    }

    @Override
    public Optional<JobStatus> status(UUID tenantId, UUID jobId) {
        return database.queryOne(
                "SELECT status FROM refresh_job WHERE tenant_id = ? AND job_id = ?",
                row -> JobStatus.ofWord(row.text("status")),
                tenantId,
                jobId);
    }

    @Override
    public List<Step> steps(UUID tenantId, UUID jobId) {
        return database.query(STEPS, JdbcRefreshRepository::step, tenantId, jobId);
    }

    private static Step step(Row row) throws SQLException {
        return new Step(
                row.uuid("job_id"),
                row.uuid("tenant_id"),
                row.text("step_key"),
                StepStatus.ofWord(row.text("status")),
                row.nullableJson("detail"),
                row.nullableInstant("started_at"),
                row.nullableInstant("finished_at"));
    }
}
