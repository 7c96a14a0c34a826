package io.freshet.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format: resolves the writer's schema by its id and, with {@code specific.avro.reader}, projects it
 * to the schema of the generated class. Safe for use by many threads once configured.
 *
 * <p>{@link RegistryUnavailableException} means that trying again can help; any other {@link SerializationException} is a
 * record that nobody can read. Both name topic and schema id, never the bytes.
 *
 * @param <T> generated records with {@code specific.avro.reader}, generic ones without
 */
public final class RegistryAvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {

    private static final int PREFIX = 1 + Integer.BYTES;

    private @Nullable SerdeConfig config;
    private @Nullable SchemaRegistryClient registry;
    private final Map<Integer, Schemas> schemas = new ConcurrentHashMap<>();

    /** For Kafka, which calls {@link #configure}. */
    public RegistryAvroDeserializer() {}

    /** Configured at once. */
    public RegistryAvroDeserializer(Map<String, ?> config) {
        configure(config, false);
    }

    private record Schemas(Schema writer, Schema reader, SpecificData model) {}

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = SerdeConfig.of(configs);
        registry = new SchemaRegistryClient(configs);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null is a tombstone.
    public T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < PREFIX || data[0] != RegistryAvroSerializer.MAGIC) {
            throw new SerializationException(
                    "a record of topic " + topic + " is not in the Confluent wire format (" + data.length + " bytes)");
        }
        int id = ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, PREFIX, data.length - PREFIX, null);
            T value = reader(schemas(id)).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("a record of topic " + topic + ", schema id " + id + ", is too long");
            }
            return value;
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw new SerializationException("a record of topic " + topic + " does not fit its schema, id " + id + ": "
                    + e.getClass().getSimpleName());
        }
    }

    private Schemas schemas(int id) {
        Schemas known = schemas.get(id);
        if (known != null) {
            return known;
        }
        SchemaRegistryClient client = registry;
        SerdeConfig settings = config;
        if (client == null || settings == null) {
            throw new IllegalStateException("configure was not called");
        }
        Schema writer = client.byId(id);
        Schemas found = settings.specificReader() ? specific(writer) : new Schemas(writer, writer, SpecificData.get());
        schemas.put(id, found);
        return found;
    }

    private static Schemas specific(Schema writer) {
        Class<?> type = SpecificData.get().getClass(writer);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException("no class is generated for schema " + writer.getFullName());
        }
        SpecificData model = SpecificData.getForClass(type);
        return new Schemas(writer, model.getSchema(type), model);
    }

    private DatumReader<T> reader(Schemas found) {
        SerdeConfig settings = config;
        return settings != null && settings.specificReader()
                ? new SpecificDatumReader<>(found.writer(), found.reader(), found.model())
                : new GenericDatumReader<>(found.writer());
    }
}
