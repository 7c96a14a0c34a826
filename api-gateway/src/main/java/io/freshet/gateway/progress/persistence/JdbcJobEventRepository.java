package io.freshet.gateway.progress.persistence;

import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import io.freshet.gateway.progress.JobEvent;
import io.freshet.gateway.progress.JobEventRepository;
import io.freshet.gateway.refresh.JobStatus;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Events of jobs in PostgreSQL.
 *
 * <p>What a transaction changed is what bears its number as {@code xmin}, so one statement finds it, whoever made the
 * changes. The job's lock, which the transaction holds, makes the highest sequence safe to count on from. A job ends once,
 * and its row is not written after that but by the transaction that ended it; it runs from the first event on that says so.
 */
@Singleton
final class JdbcJobEventRepository implements JobEventRepository {

    private static final String RECORD = """
            WITH job AS (
                SELECT j.job_id, j.tenant_id, j.status, j.xmin = pg_current_xact_id()::xid AS changed,
                       coalesce((SELECT max(e.sequence) FROM job_event e WHERE e.job_id = j.job_id), ?) AS sequence
                FROM refresh_job j WHERE j.job_id = ANY (?)
            ), change AS (
                SELECT job_id, tenant_id, sequence, 'job' AS kind, jsonb_build_object('status', status) AS data,
                       CASE status WHEN 'running' THEN 0 ELSE 2 END AS rank, NULL::timestamptz AS ended, '' AS name
                FROM job WHERE changed AND CASE status
                    WHEN 'queued' THEN false
                    WHEN 'running' THEN NOT EXISTS (
                        SELECT FROM job_event e WHERE e.job_id = job.job_id AND e.kind = 'job')
                    ELSE true END
                UNION ALL
                SELECT j.job_id, j.tenant_id, j.sequence, 'step',
                       jsonb_build_object('kind', s.kind, 'name', substr(s.step_key, length(s.kind) + 2),
                                          'status', s.status),
                       1, s.finished_at, s.step_key
                FROM job j JOIN job_step s ON s.job_id = j.job_id AND s.tenant_id = j.tenant_id
                WHERE s.xmin = pg_current_xact_id()::xid
            )
            INSERT INTO job_event (job_id, tenant_id, sequence, kind, data, at)
            SELECT job_id, tenant_id,
                   sequence + row_number() OVER (PARTITION BY job_id ORDER BY rank, ended NULLS FIRST, name),
                   kind, data, ?
            FROM change RETURNING job_id, sequence
            """;

    private static final String AFTER = """
            SELECT job_id, sequence, kind, data, at FROM job_event
            WHERE tenant_id = ? AND job_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """;

    private static final String FORGET = """
            DELETE FROM job_event WHERE ctid = ANY (ARRAY(SELECT ctid FROM job_event WHERE at < ? LIMIT ?))
            """;

    private final Database database;

    JdbcJobEventRepository(Database database) {
        this.database = database;
    }

    private record Last(UUID jobId, long sequence) {}

    @Override
    public Map<UUID, Long> record(Collection<UUID> jobIds, Instant at) {
        Map<UUID, Long> last = new HashMap<>();
        if (!jobIds.isEmpty()) {
            database.updateReturning(
                            RECORD,
                            row -> new Last(row.uuid("job_id"), row.bigint("sequence")),
                            JobEvent.ACCEPTED,
                            SqlArray.uuids(jobIds),
                            at)
                    .forEach(event -> last.merge(event.jobId(), event.sequence(), Math::max));
        }
        return last;
    }

    @Override
    public Optional<Watched> find(UUID tenantId, UUID jobId) {
        return database.queryOne(
                "SELECT job_id, status, queued_at, completed_at FROM refresh_job WHERE tenant_id = ? AND job_id = ?",
                row -> new Watched(
                        row.uuid("job_id"),
                        JobStatus.ofWord(row.text("status")),
                        row.instant("queued_at"),
                        row.nullableInstant("completed_at")),
                tenantId,
                jobId);
    }

    @Override
    public List<JobEvent> after(UUID tenantId, UUID jobId, long sequence, int limit) {
        return database.query(AFTER, JdbcJobEventRepository::read, tenantId, jobId, sequence, limit);
    }

    private static JobEvent read(Row row) throws SQLException {
        return new JobEvent(
                row.uuid("job_id"),
                row.bigint("sequence"),
                JobEvent.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                row.object("data"),
                row.instant("at"));
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return database.update(FORGET, moment, limit);
    }
}
