package io.freshet.gateway.outbox.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.OutboxRepository;
import io.freshet.gateway.outbox.OutboxRow;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The outbox in PostgreSQL. */
@Singleton
final class JdbcOutboxRepository implements OutboxRepository {

    private static final String INSERT = """
            INSERT INTO outbox (tenant_id, topic, record_key, headers, value)
            SELECT m.tenant_id, m.topic, m.record_key, m.headers::jsonb, m.value
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                WITH ORDINALITY AS m (tenant_id, topic, record_key, headers, value, position)
            ORDER BY m.position
            RETURNING outbox_id
            """;

    private static final String OLD = """
            SELECT outbox_id, tenant_id, topic, record_key, headers, value FROM outbox
            WHERE created_at < now() - make_interval(secs => ?) ORDER BY outbox_id LIMIT ?
            """;

    private final Database database;
    private final ObjectMapper json;

    JdbcOutboxRepository(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public List<OutboxRow> insert(List<OutboxRecord> records) {
        List<Long> ids = database.updateReturning(
                INSERT,
                row -> row.bigint("outbox_id"),
                SqlArray.uuids(records.stream().map(OutboxRecord::tenantId).toList()),
                SqlArray.texts(records.stream().map(OutboxRecord::topic).toList()),
                SqlArray.texts(records.stream().map(OutboxRecord::key).toList()),
                SqlArray.texts(records.stream().map(this::headers).toList()),
                SqlArray.byteas(records.stream().map(OutboxRecord::value).toList()));
        List<OutboxRow> rows = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            rows.add(new OutboxRow(ids.get(i), records.get(i)));
        }
        return rows;
    }

    @Override
    public void delete(List<Long> ids) {
        database.update("DELETE FROM outbox WHERE outbox_id = ANY (?)", SqlArray.bigints(ids));
    }

    @Override
    public List<OutboxRow> olderThan(Duration age, int limit) {
        return database.query(OLD, JdbcOutboxRepository::read, age.toMillis() / 1000.0, limit);
    }

    private static OutboxRow read(Row row) throws SQLException {
        return new OutboxRow(
                row.bigint("outbox_id"),
                new OutboxRecord(
                        row.nullableUuid("tenant_id"),
                        row.text("topic"),
                        row.text("record_key"),
                        row.textMap("headers"),
                        row.bytes("value")));
    }

    private String headers(OutboxRecord message) {
        try {
            return json.writeValueAsString(message.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
