package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.schemas.Headers;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Keeps what a stage gave up, and what the projector itself cannot read, where an operator can list it. */
@Singleton
final class DeadLetters {

    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;
    private final Clock clock;

    DeadLetters(TransactionOperations<Connection> transactions, ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps a record; the id follows from its place in its topic, so that seeing it again adds nothing. */
    void keep(ConsumerRecord<String, byte[]> record, String stage, String code, String reason) {
        Map<String, String> headers = headers(record);
        String place = record.topic() + '/' + record.partition() + '/' + record.offset();
        JsonNode origin = JsonNodeFactory.instance
                .objectNode()
                .put("topic", headers.getOrDefault(Headers.ORIGIN_TOPIC, record.topic()))
                .put("partition", headers.getOrDefault(Headers.ORIGIN_PARTITION, "" + record.partition()))
                .put("offset", headers.getOrDefault(Headers.ORIGIN_OFFSET, "" + record.offset()));
        transactions.executeWrite(status -> {
            try (PreparedStatement insert = status.getConnection().prepareStatement("""
                    INSERT INTO dead_letter (dead_letter_id, tenant_id, job_id, stage, code, reason, origin, record_key,
                        headers, value, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING
                    """)) {
                insert.setObject(1, UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)));
                insert.setObject(2, uuid(headers.get(Headers.TENANT_ID)));
                insert.setObject(3, uuid(headers.get(Headers.JOB_ID)));
                insert.setString(4, stage);
                insert.setString(5, code);
                insert.setString(6, reason);
                insert.setString(7, origin.toString());
                insert.setString(8, record.key());
                insert.setString(9, json.valueToTree(headers).toString());
                insert.setBytes(10, record.value());
                insert.setObject(11, JsonColumns.timestamp(clock.instant()));
                return insert.executeUpdate();
            }
        });
    }

    /** The headers as text, the last of equal names. */
    static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8).replace("\0", ""));
            }
        });
        return headers;
    }

    /** The UUID that the text is; null when it is none. */
    static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
