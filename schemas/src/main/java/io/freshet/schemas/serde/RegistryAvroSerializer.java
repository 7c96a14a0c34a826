package io.freshet.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in the Confluent wire format under the subject {@code <topic>-value} (or {@code -key}). Safe for use by
 * many threads once configured. Errors name the topic, never the record.
 *
 * @param <T> generated or generic records
 */
public final class RegistryAvroSerializer<T extends IndexedRecord> implements Serializer<T> {

    static final byte MAGIC = 0;

    private @Nullable SerdeConfig config;
    private @Nullable SchemaRegistryClient registry;
    private String suffix = "-value";

    /** For Kafka, which calls {@link #configure}. */
    public RegistryAvroSerializer() {}

    /** Configured at once, for values. */
    public RegistryAvroSerializer(Map<String, ?> config) {
        configure(config, false);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = SerdeConfig.of(configs);
        registry = new SchemaRegistryClient(configs);
        suffix = isKey ? "-key" : "-value";
    }

    @Override
    @SuppressWarnings({"NullAway", "unchecked"}) // Kafka's null is a tombstone.
    public byte[] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        SchemaRegistryClient client = registry;
        SerdeConfig settings = config;
        if (client == null || settings == null) {
            throw new IllegalStateException("configure was not called");
        }
        String subject = topic + suffix;
        Schema schema = data.getSchema();
        int id;
        if (settings.useLatest()) {
            SchemaRegistryClient.Registered latest = client.latest(subject);
            schema = latest.schema();
            id = latest.id();
        } else {
            id = settings.autoRegister() ? client.register(subject, schema) : client.idOf(subject, schema);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer(data, schema).write(data, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            throw new SerializationException("a record for topic " + topic + " does not fit its schema");
        }
        return bytes.toByteArray();
    }

    private DatumWriter<T> writer(T data, Schema schema) {
        return data instanceof SpecificRecord
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(data.getClass()))
                : new GenericDatumWriter<>(schema);
    }
}
