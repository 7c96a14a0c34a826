package io.freshet.gateway.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of the outbox, for those who send them. */
@Singleton
final class OutboxTable {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;

    OutboxTable(TransactionOperations<Connection> transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    void delete(List<Long> ids) {
        transactions.executeWrite(status -> {
            try (PreparedStatement delete =
                    status.getConnection().prepareStatement("DELETE FROM outbox WHERE outbox_id = ANY (?)")) {
                delete.setArray(1, status.getConnection().createArrayOf("bigint", ids.toArray()));
                return delete.executeUpdate();
            }
        });
    }

    /** The oldest rows that have waited at least {@code age}, in the order in which they were written. */
    List<OutboxRow> olderThan(Duration age, int limit) {
        return transactions.executeRead(status -> {
            try (PreparedStatement select = status.getConnection().prepareStatement("""
                    SELECT outbox_id, topic, record_key, headers, value FROM outbox
                    WHERE created_at < now() - make_interval(secs => ?) ORDER BY outbox_id LIMIT ?
                    """)) {
                select.setDouble(1, age.toMillis() / 1000.0);
                select.setInt(2, limit);
                return read(select);
            }
        });
    }

    private List<OutboxRow> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<OutboxRow> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new OutboxRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        json.readValue(row.getString(4), HEADERS),
                        row.getBytes(5)));
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw new SQLException("the headers of an outbox row are not a map of strings", e);
        }
    }
}
