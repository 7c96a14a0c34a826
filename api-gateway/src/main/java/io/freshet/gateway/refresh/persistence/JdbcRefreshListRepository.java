package io.freshet.gateway.refresh.persistence;

import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.ListedRefresh;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.RefreshFilter;
import io.freshet.gateway.refresh.RefreshListRepository;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of refreshes in PostgreSQL; only the conditions that a filter has are in the statement, so that an index serves. */
@Singleton
final class JdbcRefreshListRepository implements RefreshListRepository {

    private static final String SELECT = """
            SELECT job_id, entity_id, operation, status, priority, slip, retry_of, queued_at, started_at, completed_at,
                   deadline, error
            FROM refresh_job WHERE tenant_id = ?
            """;

    private final Database database;

    JdbcRefreshListRepository(Database database) {
        this.database = database;
    }

    @Override
    public List<ListedRefresh> list(UUID tenantId, RefreshFilter filter, PageRequest page) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<@Nullable Object> arguments = new ArrayList<>(List.of(tenantId));
        if (filter.status() != null) {
            sql.append(" AND status = ?");
            arguments.add(JobStatus.word(filter.status()));
        }
        if (filter.entityId() != null) {
            sql.append(" AND entity_id = ?");
            arguments.add(filter.entityId());
        }
        if (filter.since() != null) {
            sql.append(" AND queued_at >= ?");
            arguments.add(filter.since());
        }
        if (filter.operation() != null) {
            sql.append(" AND operation = ?");
            arguments.add(filter.operation().word());
        }
        Position after = page.after();
        if (after != null) {
            sql.append(" AND (queued_at, job_id) < (?, ?)");
            arguments.add(after.at());
            arguments.add(after.id());
        }
        sql.append(" ORDER BY queued_at DESC, job_id DESC LIMIT ?");
        arguments.add(page.rowsToRead());
        return database.query(sql.toString(), JdbcRefreshListRepository::read, arguments.toArray());
    }

    private static ListedRefresh read(Row row) throws SQLException {
        return new ListedRefresh(
                row.uuid("job_id"),
                row.uuid("entity_id"),
                Operation.ofWord(row.text("operation")),
                JobStatus.ofWord(row.text("status")),
                row.text("priority").equals("bulk"),
                row.texts("slip"),
                row.nullableUuid("retry_of"),
                new ListedRefresh.Times(
                        row.instant("queued_at"),
                        row.nullableInstant("started_at"),
                        row.nullableInstant("completed_at"),
                        row.instant("deadline")),
                row.nullableJson("error"));
    }
}
