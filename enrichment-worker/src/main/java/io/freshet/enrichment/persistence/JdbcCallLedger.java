package io.freshet.enrichment.persistence;

import io.freshet.enrichment.CallId;
import io.freshet.enrichment.CallLedger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The ledger in PostgreSQL. Days and moments are the database's. */
public final class JdbcCallLedger implements CallLedger {

    private static final String TODAY = "(clock_timestamp() AT TIME ZONE 'UTC')::date";

    private final DataSource dataSource;

    public JdbcCallLedger(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Begin begin(CallId call, int cents, Budget budget) {
        if (cents == 0) {
            return Sql.on(dataSource, connection -> intend(connection, call, 0));
        }
        return Sql.inTransaction(dataSource, connection -> {
            if (charge(connection, call.tenantId(), cents, budget)) {
                return intend(connection, call, cents);
            }
            noteHard(connection, call.tenantId(), Objects.requireNonNull(budget.hardCents()));
            return new OverBudget();
        });
    }

    /** Whether there was room. The row of the day is locked until the end of the transaction, so sums are never exceeded. */
    private static boolean charge(Connection connection, String tenantId, int cents, Budget budget)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                WITH asked AS (SELECT ?::uuid AS tenant, ?::bigint AS cents, ?::bigint AS soft, ?::bigint AS hard)
                INSERT INTO tenant_spend AS s (tenant_id, day, spent_cents, soft_at, soft_spent, soft_limit)
                SELECT tenant, %s, cents, CASE WHEN cents >= soft THEN clock_timestamp() END,
                    CASE WHEN cents >= soft THEN cents END, CASE WHEN cents >= soft THEN soft END
                FROM asked WHERE hard IS NULL OR cents <= hard
                ON CONFLICT (tenant_id, day) DO UPDATE SET
                    spent_cents = s.spent_cents + excluded.spent_cents,
                    soft_at = CASE WHEN s.soft_at IS NULL AND s.spent_cents + excluded.spent_cents >= ?::bigint
                        THEN clock_timestamp() ELSE s.soft_at END,
                    soft_spent = CASE WHEN s.soft_at IS NULL AND s.spent_cents + excluded.spent_cents >= ?::bigint
                        THEN s.spent_cents + excluded.spent_cents ELSE s.soft_spent END,
                    soft_limit = CASE WHEN s.soft_at IS NULL AND s.spent_cents + excluded.spent_cents >= ?::bigint
                        THEN ?::bigint ELSE s.soft_limit END
                WHERE ?::bigint IS NULL OR s.spent_cents + excluded.spent_cents <= ?::bigint
                """.formatted(TODAY))) {
            upsert.setObject(1, UUID.fromString(tenantId));
            upsert.setLong(2, cents);
            limit(upsert, 3, budget.softCents());
            limit(upsert, 4, budget.hardCents());
            for (int index = 5; index <= 8; index++) {
                limit(upsert, index, budget.softCents());
            }
            limit(upsert, 9, budget.hardCents());
            limit(upsert, 10, budget.hardCents());
            return upsert.executeUpdate() > 0;
        }
    }

    private static void noteHard(Connection connection, String tenantId, long limit) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO tenant_spend AS s (tenant_id, day, spent_cents, hard_at, hard_spent, hard_limit)
                VALUES (?, %s, 0, clock_timestamp(), 0, ?)
                ON CONFLICT (tenant_id, day) DO UPDATE SET hard_at = clock_timestamp(), hard_spent = s.spent_cents,
                    hard_limit = excluded.hard_limit
                WHERE s.hard_at IS NULL
                """.formatted(TODAY))) {
            upsert.setObject(1, UUID.fromString(tenantId));
            upsert.setLong(2, limit);
            upsert.executeUpdate();
        }
    }

    private static Begun intend(Connection connection, CallId call, int cents) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO call_intent AS i (job_id, node_id, provider, tenant_id, begun_at, under_way, paid_cents)
                VALUES (?, ?, ?, ?, clock_timestamp(), true, ?)
                ON CONFLICT (job_id, node_id, provider) DO UPDATE SET begun_at = excluded.begun_at,
                    repeated = i.repeated + CASE WHEN i.under_way THEN 1 ELSE 0 END, under_way = true,
                    paid_cents = i.paid_cents + excluded.paid_cents
                RETURNING paid_cents, repeated
                """)) {
            upsert.setObject(1, UUID.fromString(call.jobId()));
            upsert.setString(2, call.nodeId());
            upsert.setString(3, call.provider());
            upsert.setObject(4, UUID.fromString(call.tenantId()));
            upsert.setLong(5, cents);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return new Begun(row.getLong(1), row.getInt(2));
            }
        }
    }

    @Override
    public void rest(CallId call, int returnedCents) {
        if (returnedCents == 0) {
            Sql.on(dataSource, connection -> rest(connection, call, 0));
            return;
        }
        Sql.inTransaction(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    UPDATE tenant_spend s SET spent_cents = s.spent_cents - ? FROM call_intent i
                    WHERE i.job_id = ? AND i.node_id = ? AND i.provider = ? AND i.under_way
                        AND s.tenant_id = i.tenant_id AND s.day = (i.begun_at AT TIME ZONE 'UTC')::date
                    """)) {
                update.setLong(1, returnedCents);
                update.setObject(2, UUID.fromString(call.jobId()));
                update.setString(3, call.nodeId());
                update.setString(4, call.provider());
                update.executeUpdate();
            }
            return rest(connection, call, returnedCents);
        });
    }

    private static int rest(Connection connection, CallId call, int cents) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE call_intent SET under_way = false, paid_cents = paid_cents - ?
                WHERE job_id = ? AND node_id = ? AND provider = ? AND under_way
                """)) {
            update.setLong(1, cents);
            update.setObject(2, UUID.fromString(call.jobId()));
            update.setString(3, call.nodeId());
            update.setString(4, call.provider());
            return update.executeUpdate();
        }
    }

    @Override
    public List<Reached> reached(String tenantId, String teller) {
        return Sql.on(dataSource, connection -> {
            List<Reached> reached = new ArrayList<>(claim(connection, tenantId, teller, "soft"));
            reached.addAll(claim(connection, tenantId, teller, "hard"));
            return reached;
        });
    }

    private static List<Reached> claim(Connection connection, String tenantId, String teller, String level)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE tenant_spend SET %1$s_told_by = ?
                WHERE tenant_id = ? AND %1$s_at IS NOT NULL AND (%1$s_told_by IS NULL OR %1$s_told_by = ?)
                RETURNING day, %1$s_spent, %1$s_limit, %1$s_at
                """.formatted(level))) {
            update.setString(1, teller);
            update.setObject(2, UUID.fromString(tenantId));
            update.setString(3, teller);
            List<Reached> reached = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    Date day = row.getDate(1);
                    reached.add(new Reached(
                            day.toLocalDate(),
                            level.equals("hard"),
                            row.getLong(2),
                            row.getLong(3),
                            row.getTimestamp(4).toInstant()));
                }
            }
            return reached;
        }
    }

    private static void limit(PreparedStatement statement, int index, @Nullable Long cents) throws SQLException {
        if (cents == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, cents);
        }
    }
}
