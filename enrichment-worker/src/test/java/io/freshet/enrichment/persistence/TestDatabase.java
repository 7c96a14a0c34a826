package io.freshet.enrichment.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.freshet.embedded.SharedParts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database of its own with the tables of the enrichment worker. */
public final class TestDatabase implements AutoCloseable {

    private final String url = SharedParts.postgres().newDatabase();
    private final HikariDataSource pool = pool(6);

    public TestDatabase() {
        Flyway.configure()
                .dataSource(
                        url,
                        SharedParts.postgres().user(),
                        SharedParts.postgres().password())
                .schemas("enrichment")
                .load()
                .migrate();
    }

    public HikariDataSource pool() {
        return pool;
    }

    public String url() {
        return url;
    }

    /** Another pool, as another worker has it. */
    public HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(SharedParts.postgres().user());
        config.setPassword(SharedParts.postgres().password());
        config.setSchema("enrichment");
        config.setMaximumPoolSize(connections);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** The one number that a query gives. */
    public long number(String query, Object... arguments) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            set(select, arguments);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String statement, Object... arguments) {
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            set(update, arguments);
            update.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
