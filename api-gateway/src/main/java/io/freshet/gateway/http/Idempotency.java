package io.freshet.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key}: the first request with a key is served and its answer kept for 24 hours in the same transaction; a
 * repetition gets that answer. While the first one runs, its uncommitted row makes a second one wait, so both cannot win.
 */
@Singleton
public final class Idempotency {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final String CLAIM = """
            INSERT INTO idempotency_record AS r (tenant_id, key, request_hash, created_at) VALUES (?, ?, ?, now())
            ON CONFLICT (tenant_id, key) DO UPDATE SET
                request_hash = excluded.request_hash, created_at = now(), status = NULL, headers = NULL, body = NULL
            WHERE r.created_at < now() - interval '24 hours'
            """;

    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;

    Idempotency(TransactionOperations<Connection> transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    /** What is answered and kept. */
    public record Answer(int status, Map<String, String> headers, JsonNode body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** The work of the request, inside the transaction that keeps its answer. */
    @FunctionalInterface
    public interface Work {
        Answer perform(Connection connection) throws SQLException;
    }

    /** Serves a request once per key, or every time when it has no key. */
    public HttpResponse<?> answer(HttpRequest<?> request, UUID tenantId, @Nullable JsonNode body, Work work) {
        String key = request.getHeaders().get(HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            throw ApiException.invalid(
                    List.of(new ApiException.Detail("", HEADER + " takes 1 to 255 printable characters")));
        }
        return transactions.executeWrite(status -> {
            Connection connection = status.getConnection();
            if (key == null) {
                return respond(work.perform(connection));
            }
            byte[] hash = hash(request.getPath() + '\n' + body);
            if (!claims(connection, tenantId, key, hash)) {
                return replay(connection, tenantId, key, hash);
            }
            Answer answer = work.perform(connection);
            keep(connection, tenantId, key, answer);
            return respond(answer);
        });
    }

    private static boolean claims(Connection connection, UUID tenantId, String key, byte[] hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            insert.setObject(1, tenantId);
            insert.setString(2, key);
            insert.setBytes(3, hash);
            return insert.executeUpdate() == 1;
        }
    }

    private HttpResponse<?> replay(Connection connection, UUID tenantId, String key, byte[] hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT request_hash, status, headers, body FROM idempotency_record WHERE tenant_id = ? AND key = ?")) {
            select.setObject(1, tenantId);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getString("body") == null) {
                    throw new ApiException(
                            ErrorCode.IDEMPOTENCY_IN_PROGRESS, "The first request with this key still runs.");
                }
                if (!MessageDigest.isEqual(hash, row.getBytes("request_hash"))) {
                    throw new ApiException(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This key was used for another request.");
                }
                Answer first = new Answer(
                        row.getInt("status"),
                        json.readValue(row.getString("headers"), HEADERS),
                        json.readTree(row.getString("body")));
                return respond(first).header("Idempotency-Replayed", "true");
            }
        } catch (JsonProcessingException e) {
            throw new SQLException("a kept answer is not JSON", e);
        }
    }

    private void keep(Connection connection, UUID tenantId, String key, Answer answer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE idempotency_record SET status = ?, headers = ?::jsonb, body = ? WHERE tenant_id = ? AND key = ?
                """)) {
            update.setInt(1, answer.status());
            update.setString(2, json.valueToTree(answer.headers()).toString());
            update.setString(3, answer.body().toString());
            update.setObject(4, tenantId);
            update.setString(5, key);
            update.executeUpdate();
        }
    }

    private static MutableHttpResponse<JsonNode> respond(Answer answer) {
        MutableHttpResponse<JsonNode> response =
                HttpResponse.status(HttpStatus.valueOf(answer.status())).body(answer.body());
        answer.headers().forEach(response::header);
        return response;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
