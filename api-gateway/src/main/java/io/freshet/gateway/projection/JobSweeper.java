package io.freshet.gateway.projection;

import io.freshet.gateway.leader.LeaderDuty;
import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRow;
import io.freshet.gateway.refresh.JobWaiters;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lets no accepted job be forgotten: sends the first command of a silent job again (PostgreSQL is the truth; every stage
 * bears to see a job twice), and ends a job whose deadline has passed.
 */
@Singleton
final class JobSweeper implements LeaderDuty {

    /** What the last stage may need after the deadline to say what it has. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int BATCH = 200;

    /** Waits 1, 2, 4, 8, then 10 minutes between one sending and the next. */
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

    private final TransactionOperations<Connection> transactions;
    private final JobStore jobs;
    private final JobFinisher finisher;
    private final Outbox outbox;
    private final JobWaiters waiters;
    private final Clock clock;

    JobSweeper(
            TransactionOperations<Connection> transactions,
            JobStore jobs,
            JobFinisher finisher,
            Outbox outbox,
            JobWaiters waiters,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.finisher = finisher;
        this.outbox = outbox;
        this.waiters = waiters;
        this.clock = clock;
    }

    @Override
    public void perform() {
        transactions.executeWrite(status -> {
            // Back-dated rows of the outbox are picked up by the next sweep.
            try (PreparedStatement resend = status.getConnection().prepareStatement(RESEND)) {
                resend.setInt(1, BATCH);
                return resend.executeUpdate();
            }
        });
        List<UUID> ended = new ArrayList<>();
        List<OutboxRow> rows = transactions.executeWrite(status -> {
            List<OutboxMessage> messages = new ArrayList<>();
            for (JobRow job : jobs.lock(status.getConnection(), overdue(status.getConnection()))
                    .values()) {
                if (!job.status().isTerminal()) {
                    messages.add(finisher.timeOut(status.getConnection(), job));
                    ended.add(job.jobId());
                }
            }
            return outbox.append(status.getConnection(), messages);
        });
        outbox.committed(rows);
        ended.forEach(waiters::completed);
    }

    private List<UUID> overdue(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT job_id FROM refresh_job WHERE status IN ('queued', 'running') AND deadline < ? LIMIT ?
                """)) {
            select.setObject(1, JsonColumns.timestamp(clock.instant().minus(GRACE)));
            select.setInt(2, BATCH);
            try (ResultSet row = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
                return ids;
            }
        }
    }
}
