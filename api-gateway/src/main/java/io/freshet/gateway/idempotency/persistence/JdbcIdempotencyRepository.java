package io.freshet.gateway.idempotency.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.IdempotencyRepository;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Kept answers in PostgreSQL. The body is text, so that a repetition gets the same bytes. */
@Singleton
final class JdbcIdempotencyRepository implements IdempotencyRepository {

    private static final String CLAIM = """
            INSERT INTO idempotency_record AS r (tenant_id, key, request_hash, created_at) VALUES (?, ?, ?, now())
            ON CONFLICT (tenant_id, key) DO UPDATE SET
                request_hash = excluded.request_hash, created_at = now(), status = NULL, headers = NULL, body = NULL
            WHERE r.created_at < now() - interval '24 hours'
            """;

    private final Database database;
    private final ObjectMapper json;

    JdbcIdempotencyRepository(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public boolean claim(UUID tenantId, String key, String requestHash) {
        return database.update(CLAIM, tenantId, key, HexFormat.of().parseHex(requestHash)) == 1;
    }

    @Override
    public Optional<Kept> find(UUID tenantId, String key) {
        return database.queryOne(
                "SELECT request_hash, status, headers, body FROM idempotency_record WHERE tenant_id = ? AND key = ?",
                this::read,
                tenantId,
                key);
    }

    @Override
    public void keep(UUID tenantId, String key, Answer answer) {
        database.update(
                "UPDATE idempotency_record SET status = ?, headers = ?, body = ? WHERE tenant_id = ? AND key = ?",
                answer.status(),
                json.valueToTree(answer.headers()),
                answer.body().toString(),
                tenantId,
                key);
    }

    private Kept read(Row row) throws SQLException {
        String hash = HexFormat.of().formatHex(row.bytes("request_hash"));
        String body = row.nullableText("body");
        if (body == null) {
            return new Kept(hash, null);
        }
        try {
            return new Kept(hash, new Answer(row.integer("status"), row.textMap("headers"), json.readTree(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a kept answer is not JSON at line " + e.getLocation().getLineNr());
        }
    }
}
