package io.freshet.gateway.outbox;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent.
 *
 * @param tenantId whose it is; null for what belongs to nobody
 * @param value in the Confluent wire format
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; the bytes go straight to the producer.
public record OutboxRecord(
        @Nullable UUID tenantId, String topic, String key, Map<String, String> headers, byte[] value) {
    public OutboxRecord {
        headers = Map.copyOf(headers);
    }
}
