package io.freshet.gateway.refresh.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.RetryRepository;
import io.freshet.gateway.refresh.StepStatus;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Copies of jobs in PostgreSQL. */
@Singleton
final class JdbcRetryRepository implements RetryRepository {

    private static final String FIND = """
            SELECT j.entity_id, e.type, j.operation, j.status, j.priority, j.slip, j.providers, j.tenant_id,
                   j.command_topic, j.command_key, j.command_headers, j.command_value,
                   EXISTS (SELECT FROM job_step s
                           WHERE s.tenant_id = j.tenant_id AND s.job_id = j.job_id AND s.status = ANY (?)) AS unfinished
            FROM refresh_job j JOIN entity e ON e.entity_id = j.entity_id AND e.tenant_id = j.tenant_id
            WHERE j.tenant_id = ? AND j.job_id = ? AND e.status <> 'deleted'
            """;

    private static final String INSERT = """
            INSERT INTO refresh_job (job_id, tenant_id, entity_id, status, request, request_hash, slip, providers, priority,
                deadline, command_topic, command_key, command_headers, command_value, resend_at, queued_at,
                operation, operation_body, exclusive, shareholders_rejected, retry_of)
            SELECT ?::uuid, tenant_id, entity_id, 'queued', request, request_hash, slip, providers, priority,
                ?::timestamptz, ?::text, ?::text, ?::jsonb, ?::bytea, now() + interval '1 minute', ?::timestamptz,
                operation, operation_body, exclusive, shareholders_rejected, job_id
            FROM refresh_job WHERE tenant_id = ? AND job_id = ?
            ON CONFLICT (tenant_id, entity_id) WHERE exclusive AND status IN ('queued', 'running') DO NOTHING
            """;

    private static final String INSERT_STEPS = """
            INSERT INTO job_step (job_id, tenant_id, step_key, kind, status)
            SELECT ?, tenant_id, step_key, kind, 'pending' FROM job_step
            WHERE tenant_id = ? AND job_id = ? AND kind IN ('stage', 'provider')
            """;

    private static final SqlArray UNFINISHED = SqlArray.texts(
            List.of(StepStatus.word(new StepStatus.Failed()), StepStatus.word(new StepStatus.TimedOut())));

    private final Database database;
    private final ObjectMapper json;

    JdbcRetryRepository(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Optional<Predecessor> find(UUID tenantId, UUID jobId) {
        return database.queryOne(FIND, JdbcRetryRepository::read, UNFINISHED, tenantId, jobId);
    }

    private static Predecessor read(Row row) throws SQLException {
        return new Predecessor(
                row.uuid("entity_id"),
                PartyType.valueOf(row.text("type").toUpperCase(Locale.ROOT)),
                Operation.ofWord(row.text("operation")),
                JobStatus.ofWord(row.text("status")),
                row.text("priority").equals("bulk"),
                row.flag("unfinished"),
                row.texts("slip"),
                row.texts("providers"),
                new OutboxRecord(
                        row.uuid("tenant_id"),
                        row.text("command_topic"),
                        row.text("command_key"),
                        row.textMap("command_headers"),
                        row.bytes("command_value")));
    }

    @Override
    public boolean insert(UUID tenantId, UUID predecessor, NewJob job) {
        OutboxRecord command = job.command();
        int inserted = database.update(
                INSERT,
                job.jobId(),
                job.deadline(),
                command.topic(),
                command.key(),
                json.valueToTree(command.headers()),
                command.value(),
                job.queuedAt(),
                tenantId,
                predecessor);
        if (inserted == 1) {
            database.update(INSERT_STEPS, job.jobId(), tenantId, predecessor);
        }
        return inserted == 1;
    }
}
