package io.freshet.gateway.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** The outbox in PostgreSQL. */
@Singleton
final class JdbcOutbox implements Outbox {

    private static final String INSERT = """
            INSERT INTO outbox (tenant_id, topic, record_key, headers, value)
            SELECT m.tenant_id, m.topic, m.record_key, m.headers::jsonb, m.value
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                WITH ORDINALITY AS m (tenant_id, topic, record_key, headers, value, position)
            ORDER BY m.position
            RETURNING outbox_id
            """;

    private final Serializer<SpecificRecord> serializer;
    private final ObjectMapper json;
    private final OutboxRelay relay;

    JdbcOutbox(Serializer<SpecificRecord> serializer, ObjectMapper json, OutboxRelay relay) {
        this.serializer = serializer;
        this.json = json;
        this.relay = relay;
    }

    @Override
    public List<OutboxRow> append(Connection connection, List<OutboxMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return List.of();
        }
        byte[][] values = messages.stream()
                .map(message -> serializer.serialize(message.topic().name(), message.value()))
                .toArray(byte[][]::new);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            messages.stream().map(OutboxMessage::tenantId).toArray()));
            insert.setArray(
                    2,
                    texts(
                            connection,
                            messages.stream()
                                    .map(message -> message.topic().name())
                                    .toArray()));
            insert.setArray(
                    3,
                    texts(connection, messages.stream().map(OutboxMessage::key).toArray()));
            insert.setArray(
                    4, texts(connection, messages.stream().map(this::headers).toArray()));
            insert.setArray(5, connection.createArrayOf("bytea", values));
            try (ResultSet ids = insert.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>(messages.size());
                for (int i = 0; ids.next(); i++) {
                    OutboxMessage message = messages.get(i);
                    rows.add(new OutboxRow(
                            ids.getLong(1), message.topic().name(), message.key(), message.headers(), values[i]));
                }
                return rows;
            }
        }
    }

    @Override
    public void committed(List<OutboxRow> rows) {
        relay.send(rows);
    }

    private static java.sql.Array texts(Connection connection, Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private String headers(OutboxMessage message) {
        try {
            return json.writeValueAsString(message.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
