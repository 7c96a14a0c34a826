package io.freshet.gateway.outbox;

import io.freshet.schemas.Topic;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent once the transaction that writes it is committed.
 *
 * @param tenantId whose it is; null for what belongs to nobody
 * @param headers with a message id that is the same whenever the same thing is told again
 */
public record OutboxMessage(
        @Nullable UUID tenantId, Topic topic, String key, Map<String, String> headers, SpecificRecord value) {
    public OutboxMessage {
        headers = Map.copyOf(headers);
    }
}
