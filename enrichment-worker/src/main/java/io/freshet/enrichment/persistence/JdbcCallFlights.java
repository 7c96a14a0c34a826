package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.CallFlights;
import io.freshet.enrichment.CallKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flights as rows that expire soon unless the worker which makes the call renews them. */
public final class JdbcCallFlights implements CallFlights, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(JdbcCallFlights.class);
    /** After the death of a worker its calls are somebody else's to make so soon. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    private static final Duration RENEW_EVERY = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final AnswerColumns columns;
    private final UUID owner;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Thread renewal;

    /**
     * Flights of one worker.
     *
     * @param owner a name that no other worker has
     */
    public JdbcCallFlights(DataSource dataSource, ObjectMapper json, UUID owner) {
        this.dataSource = dataSource;
        this.columns = new AnswerColumns(json);
        this.owner = owner;
        this.renewal = Thread.ofVirtual().name("flights").start(this::renew);
    }

    @Override
    public Boarding board(CallKey key, boolean fresh, @Nullable Instant since) {
        if (since != null || !fresh) {
            return Sql.inTransaction(dataSource, connection -> board(connection, key, fresh, since));
        }
        // What is over is of no use to this caller: nothing is to be looked at before.
        return Sql.on(dataSource, connection -> begin(connection, key, null, true));
    }

    /** The row is locked meanwhile, so that nobody lands between the looks. */
    private Boarding board(Connection connection, CallKey key, boolean fresh, @Nullable Instant since)
            throws SQLException {
        byte[] hash = HexFormat.of().parseHex(key.hash());
        Instant now;
        boolean over;
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT clock_timestamp(), ended_at IS NOT NULL OR expires_at < clock_timestamp() FROM call_flight
                WHERE flight_key = ? FOR UPDATE
                """)) {
            select.setBytes(1, hash);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return begin(connection, key, since, false);
                }
                now = row.getTimestamp(1).toInstant();
                over = row.getBoolean(2);
            }
        }
        if (!over) {
            return new Theirs(since == null ? now : since);
        }
        Landed landed = since == null && fresh ? null : landed(connection, hash, fresh, since == null ? now : since);
        return landed == null ? takeOver(connection, key) : landed;
    }

    /** Begins where nobody flies; over what is over when that is of no use. */
    private Boarding begin(Connection connection, CallKey key, @Nullable Instant since, boolean over)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                WITH ours AS (
                    INSERT INTO call_flight AS f (flight_key, owner, begun_at, expires_at)
                    VALUES (?, ?, clock_timestamp(), clock_timestamp() + ? * interval '1 ms')
                    ON CONFLICT (flight_key) DO UPDATE SET owner = excluded.owner, begun_at = excluded.begun_at,
                        expires_at = excluded.expires_at, ended_at = NULL, failure = NULL
                    WHERE ? AND (f.ended_at IS NOT NULL OR f.expires_at < clock_timestamp())
                    RETURNING 1)
                SELECT count(*), clock_timestamp() FROM ours
                """)) {
            insert.setBytes(1, HexFormat.of().parseHex(key.hash()));
            insert.setObject(2, owner);
            insert.setLong(3, LEASE.toMillis());
            insert.setBoolean(4, over);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                if (row.getInt(1) > 0) {
                    ours.add(key.hash());
                    return new Ours();
                }
                return new Theirs(since == null ? row.getTimestamp(2).toInstant() : since);
            }
        }
    }

    private Ours takeOver(Connection connection, CallKey key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE call_flight SET owner = ?, begun_at = clock_timestamp(), ended_at = NULL, failure = NULL,
                    expires_at = clock_timestamp() + ? * interval '1 ms'
                WHERE flight_key = ?
                """)) {
            update.setObject(1, owner);
            update.setLong(2, LEASE.toMillis());
            update.setBytes(3, HexFormat.of().parseHex(key.hash()));
            update.executeUpdate();
            ours.add(key.hash());
            return new Ours();
        }
    }

    /**
     * The answer of a flight that is over. Fresh is what began after {@code since}; else an answer of the cache will do, or a
     * failure that came after {@code since}: it is not kept for those who ask later.
     */
    private @Nullable Landed landed(Connection connection, byte[] hash, boolean fresh, Instant since)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT document, fetched_at, NULL AS failure FROM document_cache
                WHERE cache_key = ? AND expires_at > clock_timestamp() AND (NOT ? OR begun_at >= ?)
                UNION ALL
                SELECT NULL, NULL, failure::text FROM call_flight
                WHERE flight_key = ? AND failure IS NOT NULL AND CASE WHEN ? THEN begun_at ELSE ended_at END >= ?
                """)) {
            for (int index : new int[] {1, 4}) {
                select.setBytes(index, hash);
                select.setBoolean(index + 1, fresh);
                select.setObject(index + 2, Sql.column(since));
            }
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String failure = row.getString(3);
                return new Landed(
                        failure == null
                                ? columns.read(
                                        row.getBytes(1), Objects.requireNonNull(Sql.instant(row.getTimestamp(2))))
                                : columns.failure(failure));
            }
        }
    }

    @Override
    public void abandon(CallKey key) {
        ours.remove(key.hash());
        Sql.on(dataSource, connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM call_flight WHERE flight_key = ? AND owner = ?")) {
                delete.setBytes(1, HexFormat.of().parseHex(key.hash()));
                delete.setObject(2, owner);
                return delete.executeUpdate();
            }
        });
    }

    UUID owner() {
        return owner;
    }

    /** The flight needs no renewal any more. */
    void landed(CallKey key) {
        ours.remove(key.hash());
    }

    private void renew() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(RENEW_EVERY.toNanos());
                if (!ours.isEmpty()) {
                    renewAll();
                }
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Told to stop");
        }
    }

    private void renewAll() {
        try {
            Sql.on(dataSource, connection -> {
                try (PreparedStatement update = connection.prepareStatement("""
                        UPDATE call_flight SET expires_at = clock_timestamp() + ? * interval '1 ms'
                        WHERE owner = ? AND ended_at IS NULL AND flight_key = ANY (?)
                        """)) {
                    byte[][] keys = ours.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
                    update.setLong(1, LEASE.toMillis());
                    update.setObject(2, owner);
                    update.setArray(3, connection.createArrayOf("bytea", keys));
                    return update.executeUpdate();
                }
            });
        } catch (StorageException e) {
            LOGGER.atWarn().log("Calls under way are not renewed; others may repeat them");
        }
    }

    @Override
    public void close() {
        renewal.interrupt();
    }
}
