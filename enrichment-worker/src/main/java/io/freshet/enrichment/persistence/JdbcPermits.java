package io.freshet.enrichment.persistence;

import io.freshet.enrichment.guard.Permits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Permits as rows. All times are the database's, so that workers need not agree on theirs. */
public final class JdbcPermits implements Permits {

    private static final long LONGEST_REFUSAL_S = 60;
    private static final Duration LONGEST_HORIZON = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final String now;
    private final Set<Limit> prepared = ConcurrentHashMap.newKeySet();

    public JdbcPermits(DataSource dataSource) {
        this(dataSource, "clock_timestamp()");
    }

    /** Permits on another clock. */
    JdbcPermits(DataSource dataSource, String now) {
        this.dataSource = dataSource;
        this.now = now;
    }

    @Override
    public Taken take(Limit limit, Demand demand) {
        try (Connection connection = dataSource.getConnection()) {
            prepare(connection, limit);
            List<Permit> first =
                    demand.first() == 0 ? List.of() : take(connection, limit, demand.first(), 0, demand.horizon());
            // Who waits already goes first: bulk work takes what is left over.
            boolean leftOver = first.size() == demand.first() && demand.bulk() > 0;
            List<Permit> bulk =
                    leftOver ? take(connection, limit, demand.bulk(), demand.reserve(), Duration.ZERO) : List.of();
            boolean enough = first.size() == demand.first() && bulk.size() == demand.bulk();
            return new Taken(first, bulk, enough ? Duration.ZERO : untilMore(connection, limit));
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private void prepare(Connection connection, Limit limit) throws SQLException {
        if (prepared.contains(limit)) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO call_permit (limit_key, slot, starts_at, free_at, hint_at)
                SELECT ?, slot, '-infinity', '-infinity', '-infinity' FROM generate_series(0, ?) AS slot
                ON CONFLICT DO NOTHING
                """)) {
            insert.setString(1, limit.key());
            insert.setInt(2, limit.slots() - 1);
            insert.executeUpdate();
        }
        prepared.add(limit);
    }

    /**
     * Takes the permits that are free first. One whose time lies further ahead than any taking can put it was taken before the
     * clock was set back, and is free.
     */
    private List<Permit> take(Connection connection, Limit limit, int most, int reserve, Duration horizon)
            throws SQLException {
        String sql = """
                WITH clock AS MATERIALIZED (SELECT %s AS at),
                free AS MATERIALIZED (
                    SELECT slot FROM call_permit, clock
                    WHERE limit_key = ? AND slot < ?
                        AND (free_at <= at + ? * interval '1 ms' OR free_at > at + ? * interval '1 ms')
                        AND NOT EXISTS (SELECT FROM call_limit WHERE limit_key = ? AND blocked_until > at)),
                chosen AS (
                    SELECT p.slot, CASE WHEN p.free_at > at + ? * interval '1 ms' THEN at
                        ELSE greatest(p.free_at, at) END AS start
                    FROM call_permit p, clock
                    WHERE limit_key = ? AND slot IN (SELECT slot FROM free)
                        AND (free_at <= at + ? * interval '1 ms' OR free_at > at + ? * interval '1 ms')
                    ORDER BY free_at LIMIT least(?, greatest(0, (SELECT count(*) FROM free) - ?))
                    FOR UPDATE OF p SKIP LOCKED)
                UPDATE call_permit p SET starts_at = start, hint_at = start + ? * interval '1 ms',
                    free_at = start + ? * interval '1 ms'
                FROM chosen, clock WHERE p.limit_key = ? AND p.slot = chosen.slot
                RETURNING p.slot, p.starts_at, extract(epoch FROM p.starts_at - at) * 1000
                """.formatted(now);
        long ahead = horizon.toMillis();
        long held = limit.longestCall().plus(limit.per()).toMillis();
        long impossible = LONGEST_HORIZON.toMillis() + held;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            Arguments arguments = new Arguments(update);
            arguments
                    .text(limit.key())
                    .number(limit.slots())
                    .millis(ahead)
                    .millis(impossible)
                    .text(limit.key());
            arguments.millis(impossible).text(limit.key()).millis(ahead).millis(impossible);
            arguments
                    .number(most)
                    .number(reserve)
                    .millis(limit.per().toMillis())
                    .millis(held)
                    .text(limit.key());
            List<Permit> permits = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    permits.add(new Permit(
                            row.getInt(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            Duration.ofNanos((long) (row.getDouble(3) * 1_000_000))));
                }
            }
            return permits;
        }
    }

    private Duration untilMore(Connection connection, Limit limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                WITH clock AS MATERIALIZED (SELECT %s AS at)
                SELECT extract(epoch FROM greatest(
                    (SELECT min(least(hint_at, free_at)) FROM call_permit WHERE limit_key = ? AND slot < ?),
                    (SELECT max(blocked_until) FROM call_limit WHERE limit_key = ?),
                    at) - at) * 1000 FROM clock
                """.formatted(now))) {
            new Arguments(select).text(limit.key()).number(limit.slots()).text(limit.key());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Duration.ofMillis(row.getLong(1) + 1);
            }
        }
    }

    @Override
    public void answered(Limit limit, List<Permit> permits) {
        settle(limit, permits, "%s + ? * interval '1 ms'".formatted(now), limit.per());
    }

    @Override
    public void unused(Limit limit, List<Permit> permits) {
        settle(limit, permits, "starts_at + ? * interval '1 ms'", Duration.ZERO);
    }

    private void settle(Limit limit, List<Permit> permits, String freeAt, Duration after) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE call_permit SET free_at = %1$s, hint_at = %1$s
                        WHERE limit_key = ? AND slot = ? AND starts_at = ?
                        """.formatted(freeAt))) {
            for (Permit permit : permits) {
                new Arguments(update)
                        .millis(after.toMillis())
                        .millis(after.toMillis())
                        .text(limit.key())
                        .number(permit.slot())
                        .time(permit.startsAt());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    @Override
    public Duration refused(String key, Duration told) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert =
                        connection.prepareStatement("""
                        WITH clock AS MATERIALIZED (SELECT %s AS at, ?::float8 AS told, ?::text AS key)
                        INSERT INTO call_limit AS l (limit_key, blocked_until, refusals)
                        SELECT key, at + (CASE WHEN told > 0 THEN told ELSE 1000 END) * interval '1 ms',
                            CASE WHEN told > 0 THEN 0 ELSE 1 END FROM clock
                        ON CONFLICT (limit_key) DO UPDATE SET
                            -- Those who were refused together are one refusal.
                            refusals = CASE WHEN excluded.refusals = 0 OR l.blocked_until > %s THEN l.refusals
                                ELSE l.refusals + 1 END,
                            blocked_until = greatest(l.blocked_until, CASE WHEN excluded.refusals = 0
                                THEN excluded.blocked_until
                                WHEN l.blocked_until > %s THEN l.blocked_until
                                ELSE %s + least(%d, power(2, least(l.refusals, 10))) * interval '1 s' END)
                        RETURNING extract(epoch FROM blocked_until - %s) * 1000
                        """.formatted(now, now, now, now, LONGEST_REFUSAL_S, now))) {
            new Arguments(upsert).millis(told.toMillis()).text(key);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return Duration.ofMillis(Math.max(0, row.getLong(1)));
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    @Override
    public void accepted(String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE call_limit SET refusals = 0 WHERE limit_key = ? AND refusals > 0")) {
            update.setString(1, key);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    @Override
    public Duration blocked(String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT extract(epoch FROM blocked_until - %s) * 1000 FROM call_limit WHERE limit_key = ?"
                                        .formatted(now)
                                + " AND blocked_until > '-infinity'")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Duration.ofMillis(Math.max(0, row.getLong(1))) : Duration.ZERO;
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Sets the arguments of a statement in order. */
    private static final class Arguments {

        private final PreparedStatement statement;
        private int index = 1;

        private Arguments(PreparedStatement statement) {
            this.statement = statement;
        }

        private Arguments text(String value) throws SQLException {
            statement.setString(index++, value);
            return this;
        }

        private Arguments number(int value) throws SQLException {
            statement.setInt(index++, value);
            return this;
        }

        private Arguments millis(long value) throws SQLException {
            statement.setDouble(index++, (double) value);
            return this;
        }

        private Arguments time(Instant value) throws SQLException {
            statement.setObject(index++, value.atOffset(ZoneOffset.UTC));
            return this;
        }
    }
}
