package io.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedded.SharedParts;
import io.freshet.schemas.NodeScript;
import io.freshet.schemas.Topics;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The serde against an implementation that shares no line with it: Confluent's JavaScript client, on the real registry. Random
 * records of every contract of the catalogue, and of a schema with the features that none of them uses.
 */
class ConfluentClientIT {

    private static final int SAMPLES = 40;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Object> config =
            Map.of("schema.registry.url", SharedParts.registry().url(), "specific.avro.reader", true);
    private final RegistryAvroSerializer<SpecificRecord> serializer = new RegistryAvroSerializer<>(config);
    private final RegistryAvroDeserializer<SpecificRecord> deserializer = new RegistryAvroDeserializer<>(config);

    static List<Schema> schemas() {
        return Stream.concat(
                        Topics.all().stream().flatMap(topic -> topic.value().stream()),
                        Stream.of(Features.getClassSchema()))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldBeReadByAndReadConfluentsClientFieldByField(Schema schema) throws Exception {
        // Given
        String topic = "interop-" + UUID.randomUUID();
        long seed = Long.getLong("test.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.println(schema.getName() + " -Dtest.seed=" + seed);
        Random random = new Random(seed);
        List<Sample> samples =
                Stream.generate(() -> Sample.of(schema, random)).limit(SAMPLES).toList();
        List<byte[]> ours = new ArrayList<>();
        List<ObjectNode> questions = new ArrayList<>();
        for (Sample sample : samples) {
            byte[] bytes = serializer.serialize(topic, sample.specific());
            ours.add(bytes);
            ObjectNode question = json.createObjectNode().put("topic", topic).put("bytes", bytes);
            questions.add(question.set("value", sample.json()));
        }
        // When
        List<JsonNode> answers =
                new NodeScript("serde.js").run(List.of(SharedParts.registry().url()), questions);
        // Then
        assertThat(answers).hasSize(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = samples.get(i);
            assertThat(comparable(answers.get(i).path("read"))).isEqualTo(comparable(sample.json()));
            byte[] theirs =
                    Base64.getDecoder().decode(answers.get(i).path("written").asText());
            // Avro's own equals throws on lists of records with a nullable timestamp.
            assertThat(deserializer.deserialize(topic, theirs))
                    .usingRecursiveComparison()
                    .isEqualTo(sample.specific());
            // Only maps may be written in another order.
            if (!schema.toString().contains("\"type\":\"map\"")) {
                assertThat(theirs).isEqualTo(ours.get(i));
            }
        }
    }

    /** JavaScript knows one kind of number, and base64 comes as text. */
    private static @Nullable Object comparable(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), comparable(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(item -> items.add(comparable(item)));
            return items;
        }
        if (node.isNull()) {
            return null;
        }
        return node.isNumber() ? node.doubleValue() : node.asText();
    }
}
