package io.freshet.benchmarks.counters;

import io.freshet.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts PostgreSQL's transactions. */
public final class CommitCounter implements AutoCloseable {

    private final Connection connection;

    public CommitCounter(EmbeddedPostgres postgres) throws SQLException {
        this.connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** {@code pg_stat_database.xact_commit}: all commits, also of what only read; up to ten seconds late. */
    public long commits() throws SQLException {
        return number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    /** Ids given to transactions that wrote, whether they committed or not; exact at once. */
    public long writingTransactions() throws SQLException {
        return number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    /** The version of the server. */
    public String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
