package io.freshet.gateway.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.transaction.Transactions;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements on PostgreSQL. Each runs in the transaction of the calling thread, or, where there is none, in one of its own.
 * Arguments are bound as {@link Parameters} says.
 *
 * <p>Every method throws {@link io.freshet.gateway.failure.PartAwayException} when the database cannot do it now, and
 * {@link DatabaseException} when it refuses the statement.
 */
@Singleton
public final class Database {

    private final TransactionOperations<Connection> operations;
    private final Transactions transactions;
    private final ObjectMapper json;

    Database(TransactionOperations<Connection> operations, Transactions transactions, ObjectMapper json) {
        this.operations = operations;
        this.transactions = transactions;
        this.json = json;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** The rows of a query that changes nothing. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return transactions.read(() -> rows(sql, mapper, Parameters.of(arguments)));
    }

    /**
     * The row of a query that has at most one.
     *
     * @throws IllegalStateException when there are more
     */
    public <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return atMostOne(query(sql, mapper, arguments));
    }

    /** The rows of a statement that changes them, with {@code RETURNING}, or locks them, with {@code FOR UPDATE}. */
    public <T> List<T> updateReturning(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return transactions.write(() -> rows(sql, mapper, Parameters.of(arguments)));
    }

    /** How many rows a statement changed. */
    public int update(String sql, @Nullable Object... arguments) {
        return transactions.write(() -> run(sql, statement -> {
            Parameters.of(arguments).bind(statement);
            return statement.executeUpdate();
        }));
    }

    /**
     * Runs a statement once per element, in one exchange with the server.
     *
     * @return how many rows each one changed, in the order of the elements
     */
    public <E> List<Integer> batch(String sql, Collection<E> elements, Function<E, Parameters> parameters) {
        if (elements.isEmpty()) {
            return List.of();
        }
        return transactions.write(() -> run(sql, statement -> {
            for (E element : elements) {
                parameters.apply(element).bind(statement);
                statement.addBatch();
            }
            List<Integer> counts = new ArrayList<>(elements.size());
            for (int count : statement.executeBatch()) {
                counts.add(count);
            }
            return counts;
        }));
    }

    private <T> List<T> rows(String sql, RowMapper<T> mapper, Parameters parameters) {
        return run(sql, statement -> {
            parameters.bind(statement);
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result, json);
                List<T> values = new ArrayList<>();
                while (result.next()) {
                    values.add(mapper.map(row));
                }
                return values;
            }
        });
    }

    private <T> T run(String sql, Work<T> work) {
        try (PreparedStatement statement = operations.getConnection().prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            // PostgreSQL has given the transaction up; whoever swallows the failure must not get as far as the commit's
            // hooks.
            operations.findTransactionStatus().ifPresent(TransactionStatus::setRollbackOnly);
            throw SqlFailures.of(e);
        }
    }

    private static <T> Optional<T> atMostOne(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("a query for one row found " + rows.size());
        }
        return rows.stream().findFirst();
    }
}
