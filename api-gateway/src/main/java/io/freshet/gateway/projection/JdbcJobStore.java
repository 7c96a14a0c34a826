package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.projection.JobRow.Answers;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs and steps in PostgreSQL. */
@Singleton
final class JdbcJobStore implements JobStore {

    private static final String LOCK = """
            SELECT j.job_id, j.tenant_id, j.entity_id, e.type, j.status, j.request, j.queued_at, j.started_at,
                   j.enriched, j.ownership, j.rules_result, j.rules_summary
            FROM refresh_job j JOIN entity e ON e.entity_id = j.entity_id AND e.tenant_id = j.tenant_id
            WHERE j.job_id = ANY (?) ORDER BY j.job_id FOR UPDATE OF j
            """;

    /** The legal predecessors of the new status are a parameter, so that the table of transitions stands in one place. */
    private static final String ADVANCE = """
            INSERT INTO job_step AS s (job_id, tenant_id, step_key, kind, status, detail, started_at, finished_at)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (job_id, step_key) DO UPDATE SET
                status = excluded.status, detail = coalesce(excluded.detail, s.detail),
                started_at = coalesce(s.started_at, excluded.started_at), finished_at = excluded.finished_at
            WHERE s.status = ANY (?)
            """;

    private final JsonColumns json;

    JdbcJobStore(JsonColumns json) {
        this.json = json;
    }

    @Override
    public Map<UUID, JobRow> lock(Connection connection, Collection<UUID> jobIds) throws SQLException {
        Map<UUID, JobRow> jobs = new LinkedHashMap<>();
        if (jobIds.isEmpty()) {
            return jobs;
        }
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(1, connection.createArrayOf("uuid", jobIds.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    JobRow job = read(row);
                    jobs.put(job.jobId(), job);
                }
            }
        }
        return jobs;
    }

    private JobRow read(ResultSet row) throws SQLException {
        Answers answers = new Answers(
                json.object(row, "enriched"),
                json.object(row, "ownership"),
                json.node(row, "rules_result"),
                json.node(row, "rules_summary"));
        return new JobRow(
                row.getObject("job_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("entity_id", UUID.class),
                row.getString("type"),
                JobStatus.ofWord(row.getString("status")),
                json.requiredObject(row, "request"),
                JsonColumns.requiredInstant(row, "queued_at"),
                JsonColumns.instant(row, "started_at"),
                answers);
    }

    @Override
    public void markRunning(Connection connection, JobRow job, Instant startedAt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE refresh_job SET status = 'running', started_at = ? WHERE job_id = ? AND status = 'queued'")) {
            update.setObject(1, JsonColumns.timestamp(startedAt));
            update.setObject(2, job.jobId());
            update.executeUpdate();
        }
    }

    @Override
    public void keepAnswer(Connection connection, UUID jobId, AnswerColumn column, JsonNode answer)
            throws SQLException {
        String name = column.name().toLowerCase(Locale.ROOT);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE refresh_job SET " + name + " = ?::jsonb WHERE job_id = ?")) {
            update.setString(1, answer.toString());
            update.setObject(2, jobId);
            update.executeUpdate();
        }
    }

    @Override
    public List<String> advance(Connection connection, List<Step> steps) throws SQLException {
        List<String> written = new ArrayList<>();
        if (steps.isEmpty()) {
            return written;
        }
        try (PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            for (Step step : steps) {
                upsert.setObject(1, step.jobId());
                upsert.setObject(2, step.tenantId());
                upsert.setString(3, step.key());
                upsert.setString(4, step.kind());
                upsert.setString(5, step.status().word());
                upsert.setString(6, step.detail() == null ? null : step.detail().toString());
                upsert.setObject(7, JsonColumns.timestamp(step.startedAt()));
                upsert.setObject(8, JsonColumns.timestamp(step.finishedAt()));
                upsert.setArray(9, words(connection, StepStatus.predecessorsOf(step.status())));
                upsert.addBatch();
            }
            int[] counts = upsert.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    written.add(steps.get(i).key());
                }
            }
        }
        return written;
    }

    private static java.sql.Array words(Connection connection, Collection<StepStatus> statuses) throws SQLException {
        return connection.createArrayOf(
                "text", statuses.stream().map(StepStatus::word).toArray());
    }

    @Override
    public void describe(Connection connection, UUID jobId, String key, JsonNode detail) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE job_step SET detail = ?::jsonb WHERE job_id = ? AND step_key = ?")) {
            update.setString(1, detail.toString());
            update.setObject(2, jobId);
            update.setString(3, key);
            update.executeUpdate();
        }
    }

    @Override
    public List<Step> steps(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT job_id, tenant_id, step_key, status, detail, started_at, finished_at FROM job_step
                WHERE job_id = ? ORDER BY kind DESC, step_key
                """)) {
            select.setObject(1, jobId);
            try (ResultSet row = select.executeQuery()) {
                List<Step> steps = new ArrayList<>();
                while (row.next()) {
                    steps.add(new Step(
                            row.getObject("job_id", UUID.class),
                            row.getObject("tenant_id", UUID.class),
                            row.getString("step_key"),
                            StepStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                            json.node(row, "detail"),
                            JsonColumns.instant(row, "started_at"),
                            JsonColumns.instant(row, "finished_at")));
                }
                return steps;
            }
        }
    }

    @Override
    public List<UUID> withoutOpenSteps(Connection connection, Collection<UUID> jobIds) throws SQLException {
        if (jobIds.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT j.id FROM unnest(?::uuid[]) AS j (id) WHERE NOT EXISTS (
                    SELECT FROM job_step s WHERE s.job_id = j.id
                        AND s.status IN ('pending', 'running', 'waiting_retry'))
                """)) {
            select.setArray(1, connection.createArrayOf("uuid", jobIds.toArray()));
            try (ResultSet row = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
                return ids;
            }
        }
    }

    @Override
    public void closeOpenSteps(Connection connection, UUID jobId, StepStatus status, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE job_step SET status = ?, finished_at = ?
                WHERE job_id = ? AND status IN ('pending', 'running', 'waiting_retry')
                """)) {
            update.setString(1, status.word());
            update.setObject(2, JsonColumns.timestamp(at));
            update.setObject(3, jobId);
            update.executeUpdate();
        }
    }

    @Override
    public boolean finish(
            Connection connection,
            UUID jobId,
            JobStatus status,
            @Nullable JsonNode result,
            @Nullable JsonNode error,
            Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE refresh_job SET status = ?, result = ?::jsonb, error = ?::jsonb, completed_at = ?
                WHERE job_id = ? AND status IN ('queued', 'running')
                """)) {
            update.setString(1, status.word());
            update.setString(2, result == null ? null : result.toString());
            update.setString(3, error == null ? null : error.toString());
            update.setObject(4, JsonColumns.timestamp(at));
            update.setObject(5, jobId);
            return update.executeUpdate() == 1;
        }
    }
}
