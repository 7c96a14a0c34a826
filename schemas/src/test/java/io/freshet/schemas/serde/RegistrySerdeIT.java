package io.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.SharedParts;
import io.freshet.schemas.MatrixRef;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The serde against the real registry. */
class RegistrySerdeIT {

    private final String topic = "serde-" + UUID.randomUUID();
    private final Map<String, Object> config =
            Map.of("schema.registry.url", SharedParts.registry().url(), "specific.avro.reader", true);

    @Test
    void shouldReadWhatItWroteInTheConfluentWireFormat() {
        // Given
        MatrixRef written = new MatrixRef("matrix", 3);
        // When
        byte[] bytes = new RegistryAvroSerializer<MatrixRef>(config).serialize(topic, written);
        // Then
        assertThat(bytes[0]).isZero();
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        assertThat(new SchemaRegistryClient(config).byId(id)).isEqualTo(MatrixRef.getClassSchema());
        assertThat(new RegistryAvroDeserializer<MatrixRef>(config).deserialize(topic, bytes))
                .isEqualTo(written);
    }

    @Test
    void shouldReadAnOlderWriterIntoTheClassWhenAFieldIsMore() {
        Schema newer = SchemaBuilder.record("MatrixRef")
                .namespace("io.freshet.schemas")
                .fields()
                .requiredString("matrixId")
                .requiredInt("version")
                .optionalString("later")
                .endRecord();
        GenericRecord written = new GenericData.Record(newer);
        written.put("matrixId", "m");
        written.put("version", 7);
        byte[] bytes = new RegistryAvroSerializer<GenericRecord>(config).serialize(topic, written);
        MatrixRef read = new RegistryAvroDeserializer<MatrixRef>(config).deserialize(topic, bytes);
        assertThat(read).isEqualTo(new MatrixRef("m", 7));
    }

    @Test
    void shouldGiveOneIdWhenManyRegisterTheSameSchemaAtTheSameTime() throws Exception {
        Set<Integer> ids = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> callers = Collections.nCopies(
                    20, () -> ids.add(new SchemaRegistryClient(config).register(topic, MatrixRef.getClassSchema())));
            for (Future<Boolean> caller : threads.invokeAll(callers)) {
                caller.get();
            }
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void shouldRefuseAnUnknownSchemaWhenItMayNotRegister() {
        RegistryAvroSerializer<MatrixRef> serializer = new RegistryAvroSerializer<>(
                Map.of("schema.registry.url", SharedParts.registry().url(), "auto.register.schemas", false));
        assertThatThrownBy(() -> serializer.serialize(topic, new MatrixRef("m", 1)))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(topic);
    }

    @Test
    void shouldTellAnAbsentRegistryFromABadRecord() {
        Map<String, Object> nowhere =
                Map.of("schema.registry.url", "http://127.0.0.1:1/apis", "specific.avro.reader", true);
        assertThatThrownBy(() -> new RegistryAvroDeserializer<MatrixRef>(nowhere)
                        .deserialize(topic, new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> new RegistryAvroDeserializer<MatrixRef>(config).deserialize(topic, new byte[] {9, 9}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
        byte[] whole = new RegistryAvroSerializer<MatrixRef>(config).serialize(topic, new MatrixRef("matrix", 1));
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        assertThatThrownBy(() -> new RegistryAvroDeserializer<MatrixRef>(config).deserialize(topic, cut))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldUseTheLatestVersionWhenTold() {
        new RegistryAvroSerializer<MatrixRef>(config).serialize(topic, new MatrixRef("m", 1));
        RegistryAvroSerializer<MatrixRef> latest = new RegistryAvroSerializer<>(Map.of(
                "schema.registry.url", SharedParts.registry().url(),
                "auto.register.schemas", false,
                "use.latest.version", true));
        byte[] bytes = latest.serialize(topic, new MatrixRef("m", 2));
        assertThat(new RegistryAvroDeserializer<MatrixRef>(config).deserialize(topic, bytes))
                .isEqualTo(new MatrixRef("m", 2));
    }
}
