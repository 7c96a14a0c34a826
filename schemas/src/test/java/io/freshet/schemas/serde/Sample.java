package io.freshet.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A random value of a schema, twice: as Avro's generic data and as the JSON that says the same. A byte field is {@code
 * {"$bytes": base64}}; longs stay within ±2^52: JavaScript counts to 2^53, but its Avro library reads
 * longs below −2^52 wrongly.
 */
record Sample(@Nullable Object raw, JsonNode json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] TEXTS = {"", "São Paulo", "Größe 10 €", "株式会社", "🏛", "a\"b\\c\n", "plain"};
    private static final int DEEPEST = 6;

    static Sample of(Schema schema, Random random) {
        return of(schema, random, 0);
    }

    /** The generic record as one of the generated class, made by Avro itself. */
    SpecificRecord specific() throws IOException {
        if (!(raw instanceof GenericData.Record generic)) {
            throw new IllegalStateException("only records have classes");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(generic.getSchema()).write(generic, encoder);
        encoder.flush();
        return new SpecificDatumReader<SpecificRecord>(generic.getSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static Sample of(Schema schema, Random random, int depth) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, random, depth);
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                String symbol = symbols.get(random.nextInt(symbols.size()));
                yield new Sample(new GenericData.EnumSymbol(schema, symbol), JSON.textNode(symbol));
            }
            case ARRAY -> array(schema, random, depth);
            case MAP -> map(schema, random, depth);
            case UNION -> {
                List<Schema> branches = schema.getTypes();
                yield of(branches.get(depth > DEEPEST ? 0 : random.nextInt(branches.size())), random, depth + 1);
            }
            case FIXED -> {
                byte[] bytes = bytes(schema.getFixedSize(), random);
                yield new Sample(new GenericData.Fixed(schema, bytes), json(bytes));
            }
            case BYTES -> {
                // As an integer's shortest form, which a decimal comes back in.
                byte[] bytes = new BigInteger(bytes(1 + random.nextInt(7), random)).toByteArray();
                yield new Sample(ByteBuffer.wrap(bytes), json(bytes));
            }
            case STRING -> text(schema, random);
            case INT -> {
                int value = random.nextInt();
                yield new Sample(value, JSON.numberNode(value));
            }
            case LONG -> {
                long value = random.nextLong(-(1L << 52) + 1, 1L << 52);
                yield new Sample(value, JSON.numberNode(value));
            }
            case FLOAT -> {
                float value = random.nextFloat() - 0.5f;
                yield new Sample(value, JSON.numberNode((double) value));
            }
            case DOUBLE -> {
                double value = random.nextInt(4) == 0 ? random.nextInt(100) : random.nextGaussian();
                yield new Sample(value, JSON.numberNode(value));
            }
            case BOOLEAN -> {
                boolean value = random.nextBoolean();
                yield new Sample(value, JSON.booleanNode(value));
            }
            case NULL -> new Sample(null, JSON.nullNode());
        };
    }

    private static Sample record(Schema schema, Random random, int depth) {
        GenericData.Record raw = new GenericData.Record(schema);
        ObjectNode json = JSON.objectNode();
        for (Schema.Field field : schema.getFields()) {
            Sample value = of(field.schema(), random, depth + 1);
            raw.put(field.pos(), value.raw());
            json.set(field.name(), value.json());
        }
        return new Sample(raw, json);
    }

    private static Sample array(Schema schema, Random random, int depth) {
        List<@Nullable Object> raw = new ArrayList<>();
        ArrayNode json = JSON.arrayNode();
        for (int left = random.nextInt(4); left > 0; left--) {
            Sample item = of(schema.getElementType(), random, depth + 1);
            raw.add(item.raw());
            json.add(item.json());
        }
        return new Sample(raw, json);
    }

    private static Sample map(Schema schema, Random random, int depth) {
        Map<String, @Nullable Object> raw = new LinkedHashMap<>();
        ObjectNode json = JSON.objectNode();
        for (int left = random.nextInt(4); left > 0; left--) {
            Sample value = of(schema.getValueType(), random, depth + 1);
            raw.put("chave é " + left, value.raw());
            json.set("chave é " + left, value.json());
        }
        return new Sample(raw, json);
    }

    private static Sample text(Schema schema, Random random) {
        LogicalType type = schema.getLogicalType();
        String text = type != null && type.getName().equals("uuid")
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : TEXTS[random.nextInt(TEXTS.length)];
        return new Sample(text, JSON.textNode(text));
    }

    private static byte[] bytes(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static JsonNode json(byte[] bytes) {
        return JSON.objectNode().set("$bytes", JSON.binaryNode(bytes));
    }
}
