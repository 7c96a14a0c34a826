package io.freshet.gateway.outbox.messaging;

import io.freshet.gateway.failure.PartAwayException;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.schemas.Topic;
import io.freshet.schemas.serde.RegistryUnavailableException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Avro records as records of the outbox. */
@Singleton
public final class AvroRecords {

    private final Serializer<SpecificRecord> serializer;

    AvroRecords(Serializer<SpecificRecord> serializer) {
        this.serializer = serializer;
    }

    /**
     * A record with its value in the Confluent wire format.
     *
     * @param tenantId whose it is; null for what belongs to nobody
     * @throws PartAwayException when the schema registry is away
     */
    public OutboxRecord of(
            @Nullable UUID tenantId, Topic topic, String key, Map<String, String> headers, SpecificRecord value) {
        try {
            return new OutboxRecord(tenantId, topic.name(), key, headers, serializer.serialize(topic.name(), value));
        } catch (RegistryUnavailableException e) {
            throw new PartAwayException("the schema registry is away", e);
        }
    }
}
