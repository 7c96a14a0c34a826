package io.freshet.gateway.projection.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Parameters;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import io.freshet.gateway.projection.JobRepository;
import io.freshet.gateway.projection.JobRow;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.gateway.refresh.StoredRequest;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Jobs and steps in PostgreSQL. The legal predecessors of a new status are parameters, so that the transitions stand in one
 * place; only conditions that find open jobs are spelt as in the partial indexes, which would not serve otherwise.
 */
@Singleton
final class JdbcJobRepository implements JobRepository {

    private static final String LOCK = """
            SELECT j.job_id, j.tenant_id, j.entity_id, e.type, j.operation, j.operation_body, j.status, j.request, j.queued_at, j.started_at,
                   j.shareholders_rejected, j.enriched, j.ownership, j.rules_result, j.rules_summary
            FROM refresh_job j JOIN entity e ON e.entity_id = j.entity_id AND e.tenant_id = j.tenant_id
            WHERE j.job_id = ANY (?) ORDER BY j.job_id FOR UPDATE OF j
            """;

    private static final String LOCK_ONE =
            LOCK.replace("WHERE j.job_id = ANY (?) ORDER BY j.job_id", "WHERE j.tenant_id = ? AND j.job_id = ?");

    private static final String ADVANCE = """
            INSERT INTO job_step AS s (job_id, tenant_id, step_key, kind, status, detail, started_at, finished_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (job_id, step_key) DO UPDATE SET
                status = excluded.status, detail = coalesce(excluded.detail, s.detail),
                started_at = coalesce(s.started_at, excluded.started_at), finished_at = excluded.finished_at
            WHERE s.status = ANY (?)
            """;

    private static final String WITHOUT_OPEN_STEPS = """
            SELECT j.id FROM unnest(?::uuid[]) AS j (id)
            WHERE NOT EXISTS (SELECT FROM job_step s WHERE s.job_id = j.id AND s.status = ANY (?))
            """;

    private static final String CLOSE_STEPS = """
            UPDATE job_step SET status = ?, finished_at = ? WHERE tenant_id = ? AND job_id = ? AND status = ANY (?)
            """;

    private static final String FINISH = """
            UPDATE refresh_job SET status = ?, result = ?, error = ?, completed_at = ?
            WHERE tenant_id = ? AND job_id = ? AND status = ANY (?)
            """;

    /**
     * Waits 1, 2, 4, 8, then 10 minutes between one sending and the next. The rows are back-dated, so that the next sweep of
     * the outbox takes them.
     */
    private static final String RESEND = """
            WITH silent AS (
                SELECT job_id FROM refresh_job
                WHERE status IN ('queued', 'running') AND resend_at < now() AND deadline > now()
                ORDER BY resend_at LIMIT ? FOR UPDATE SKIP LOCKED
            ), sent AS (
                UPDATE refresh_job j SET resends = resends + 1,
                    resend_at = now() + least(interval '10 minutes', interval '1 minute' * power(2, j.resends))
                FROM silent WHERE j.job_id = silent.job_id
                RETURNING j.tenant_id, j.command_topic, j.command_key, j.command_headers, j.command_value
            )
            INSERT INTO outbox (tenant_id, topic, record_key, headers, value, created_at)
            SELECT tenant_id, command_topic, command_key, command_headers, command_value, now() - interval '1 minute'
            FROM sent
            """;

    private static final String OVERDUE =
            "SELECT job_id FROM refresh_job WHERE status IN ('queued', 'running') AND deadline < ? LIMIT ?";

    private static final SqlArray OPEN_STEPS = steps(StepStatus.ALL, status -> !StepStatus.isTerminal(status));

    private final Database database;

    JdbcJobRepository(Database database) {
        this.database = database;
    }

    @Override
    public Map<UUID, JobRow> lock(Collection<UUID> jobIds) {
        Map<UUID, JobRow> jobs = new LinkedHashMap<>();
        if (!jobIds.isEmpty()) {
            database.updateReturning(LOCK, JdbcJobRepository::read, SqlArray.uuids(jobIds))
                    .forEach(job -> jobs.put(job.jobId(), job));
        }
        return jobs;
    }

    @Override
    public Optional<JobRow> lock(UUID tenantId, UUID jobId) {
        return database.updateReturning(LOCK_ONE, JdbcJobRepository::read, tenantId, jobId).stream()
                .findFirst();
    }

    private static JobRow read(Row row) throws SQLException {
        return new JobRow(
                row.uuid("job_id"),
                row.uuid("tenant_id"),
                row.uuid("entity_id"),
                row.text("type"),
                Operation.ofWord(row.text("operation")),
                row.nullableObject("operation_body"),
                JobStatus.ofWord(row.text("status")),
                StoredRequest.read(row.object("request")),
                row.instant("queued_at"),
                row.nullableInstant("started_at"),
                row.nullableJson("shareholders_rejected"),
                new JobRow.Answers(
                        row.nullableObject("enriched"),
                        row.nullableObject("ownership"),
                        row.nullableJson("rules_result"),
                        row.nullableJson("rules_summary")));
    }

    @Override
    public void markRunning(JobRow job, Instant startedAt) {
        JobStatus running = new JobStatus.Running();
        database.update("""
                UPDATE refresh_job SET status = ?, started_at = ?
                WHERE tenant_id = ? AND job_id = ? AND status = ANY (?)
                """, JobStatus.word(running), startedAt, job.tenantId(), job.jobId(), predecessors(running));
    }

    @Override
    public void keepAnswer(JobRow job, AnswerColumn column, JsonNode answer) {
        String name = column.name().toLowerCase(Locale.ROOT);
        database.update(
                "UPDATE refresh_job SET " + name + " = ? WHERE tenant_id = ? AND job_id = ?",
                answer,
                job.tenantId(),
                job.jobId());
    }

    @Override
    public List<String> advance(List<Step> steps) {
        List<Integer> counts = database.batch(
                ADVANCE,
                steps,
                step -> Parameters.of(
                        step.jobId(),
                        step.tenantId(),
                        step.key(),
                        step.kind(),
                        StepStatus.word(step.status()),
                        step.detail(),
                        step.startedAt(),
                        step.finishedAt(),
                        steps(StepStatus.predecessorsOf(step.status()), status -> true)));
        List<String> written = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                written.add(steps.get(i).key());
            }
        }
        return written;
    }

    @Override
    public void describe(JobRow job, String key, JsonNode detail) {
        database.update(
                "UPDATE job_step SET detail = ? WHERE tenant_id = ? AND job_id = ? AND step_key = ?",
                detail,
                job.tenantId(),
                job.jobId(),
                key);
    }

    @Override
    public List<UUID> withoutOpenSteps(Collection<UUID> jobIds) {
        return jobIds.isEmpty()
                ? List.of()
                : database.query(WITHOUT_OPEN_STEPS, row -> row.uuid("id"), SqlArray.uuids(jobIds), OPEN_STEPS);
    }

    @Override
    public void closeOpenSteps(JobRow job, StepStatus status, Instant at) {
        database.update(
                CLOSE_STEPS,
                StepStatus.word(status),
                at,
                job.tenantId(),
                job.jobId(),
                steps(StepStatus.predecessorsOf(status), from -> !StepStatus.isTerminal(from)));
    }

    @Override
    public boolean finish(
            JobRow job, JobStatus status, @Nullable JsonNode result, @Nullable JsonNode error, Instant at) {
        return database.update(
                        FINISH,
                        JobStatus.word(status),
                        result,
                        error,
                        at,
                        job.tenantId(),
                        job.jobId(),
                        predecessors(status))
                == 1;
    }

    @Override
    public void resendSilent(int limit) {
        database.update(RESEND, limit);
    }

    @Override
    public List<UUID> overdue(Instant moment, int limit) {
        return database.query(OVERDUE, row -> row.uuid("job_id"), moment, limit);
    }

    private static SqlArray steps(List<StepStatus> statuses, Predicate<StepStatus> which) {
        return SqlArray.texts(
                statuses.stream().filter(which).map(StepStatus::word).toList());
    }

    private static SqlArray predecessors(JobStatus next) {
        return SqlArray.texts(
                JobStatus.predecessorsOf(next).stream().map(JobStatus::word).toList());
    }
}
