package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Every wrong body of an operation that its documented schema gives rise to. */
final class BadBodies {

    private static final int TWO_MIB = 2 * 1024 * 1024;

    /** What a value of no type but one's own may be, as JSON; in turn for each type. */
    private static final Map<String, List<String>> OTHERS = Map.of(
            "string", List.of("7", "1.5", "true", "[]", "[\"a\"]", "{}", "{\"a\":1}"),
            "boolean", List.of("\"true\"", "\"\\u0000\"", "0", "1", "1.5", "[]", "[true]", "{}"),
            "integer", List.of("\"1\"", "\"\"", "1.5", "true", "[]", "[1]", "{}", "1e400", "1e-400"),
            "number", List.of("\"1\"", "true", "[]", "{}"),
            "array", List.of("\"a\"", "7", "true", "{}", "{\"0\":\"a\"}"),
            "object", List.of("\"a\"", "7", "true", "[]", "[{}]"));

    private final JsonNode components;
    private final JsonNode schema;
    private final ObjectNode base;
    private final BadInput template;
    private final Random random;
    private final List<BadInput> bad = new ArrayList<>();

    /**
     * The faults of an operation.
     *
     * @param base of every body: what the operation needs beyond the fields that are required
     */
    BadBodies(Contract contract, JsonNode schema, ObjectNode base, BadInput template, Random random) {
        this.base = base;
        this.components = contract.document().path("components").path("schemas");
        this.schema = resolve(schema);
        this.template = template;
        this.random = random;
    }

    List<BadInput> all() {
        bad.clear();
        wholeBodies();
        required();
        properties("", schema);
        return List.copyOf(bad);
    }

    /** A body with no more than is required. */
    byte[] smallest() {
        return smallestBody().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A body with what is required, and one more field where a pointer names it. */
    private String bodyWith(String pointer, String json) {
        StringBuilder text = new StringBuilder();
        write(text, smallestBody(), pointer, json);
        return text.toString();
    }

    private void write(StringBuilder text, ObjectNode object, String pointer, String json) {
        int end = pointer.indexOf('/', 1);
        String field = pointer.substring(1, end < 0 ? pointer.length() : end);
        object.remove(field);
        String others = object.toString();
        text.append(others, 0, others.length() - 1).append(object.isEmpty() ? "" : ",");
        text.append(TextNode.valueOf(field)).append(':');
        if (end < 0) {
            text.append(json);
        } else if (pointer.startsWith("/0", end)) {
            text.append('[');
            if (pointer.length() == end + 2) {
                text.append(json);
            } else {
                write(text, JsonNodeFactory.instance.objectNode(), pointer.substring(end + 2), json);
            }
            text.append(']');
        } else {
            write(text, JsonNodeFactory.instance.objectNode(), pointer.substring(end), json);
        }
        text.append('}');
    }

    private ObjectNode smallestBody() {
        return required(schema).setAll(base.deepCopy());
    }

    private ObjectNode required(JsonNode of) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : of.path("required")) {
            object.set(name.asText(), example(of.path("properties").path(name.asText())));
        }
        return object;
    }

    private JsonNode example(JsonNode property) {
        JsonNode of = resolve(property);
        if (of.has("examples")) {
            return of.at("/examples/0");
        }
        if (of.has("enum")) {
            return of.at("/enum/0");
        }
        return switch (type(of)) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            case "integer", "number" ->
                JsonNodeFactory.instance.numberNode(of.path("minimum").asInt(1));
            case "array" -> JsonNodeFactory.instance.arrayNode().add(example(of.path("items")));
            case "object" -> required(of);
            default -> TextNode.valueOf("x");
        };
    }

    private void wholeBodies() {
        BrokenJson.texts()
                .forEach((fault, text) -> bad.add(named(fault).withJson(text).at("")));
        byte[] utf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        bad.add(named("not UTF-8").withBody("application/json", utf8).at(""));
        bad.add(named("2 MiB")
                .withJson("{\"unknown\":\"" + "x".repeat(TWO_MIB) + "\"}")
                .refusedWith(413));
        byte[] body = smallest();
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "image/png",
                "garbage",
                "application/jsonx",
                "*/*")) {
            bad.add(named("content type " + type).withBody(type, body).refusedWith(415, 400));
        }
        bad.add(named("no content type").withBody(null, body).refusedWith(415, 400));
        for (int i = 0; i < 5; i++) {
            bad.add(named("noise").withJson(noise()).at(""));
        }
    }

    /** Random text that is no JSON, since nothing in JSON begins with a full stop. */
    private String noise() {
        StringBuilder text = new StringBuilder(".");
        random.ints(random.nextInt(1, 60), 1, 0xD7FF).forEach(text::appendCodePoint);
        return text.toString();
    }

    private void required() {
        for (JsonNode name : schema.path("required")) {
            ObjectNode without = smallestBody();
            without.remove(name.asText());
            bad.add(named("missing " + name.asText())
                    .withJson(without.toString())
                    .at("/" + name.asText()));
            without.putNull(name.asText());
            bad.add(named("null " + name.asText()).withJson(without.toString()).at("/" + name.asText()));
        }
    }

    private void properties(String pointer, JsonNode of) {
        of.path("properties")
                .properties()
                .forEach(property -> value(pointer + "/" + property.getKey(), property.getValue()));
    }

    private void value(String pointer, JsonNode property) {
        JsonNode of = resolve(property);
        String type = type(of);
        OTHERS.getOrDefault(type, List.of()).forEach(other -> add("no " + type, pointer, other));
        switch (type) {
            case "string" -> string(pointer, of);
            case "integer" -> integer(pointer, of);
            case "array" -> array(pointer, of);
            case "object" -> properties(pointer, of);
            default -> {
                // A boolean has no other faults; any JSON has none of this kind.
            }
        }
        if (!type.isEmpty()) {
            add("half a pair", pointer, "\"\\ud800\"");
            if (!pointer.endsWith("/0")) {
                String again = quoted(pointer.substring(pointer.lastIndexOf('/') + 1));
                bad.add(named("the key twice at " + pointer)
                        .withJson(bodyWith(pointer, "null," + again + ":null"))
                        .at(""));
            }
        }
    }

    private void string(String pointer, JsonNode of) {
        add("NUL", pointer, "\"a\\u0000b\"");
        if (of.has("maxLength")) {
            add("too long", pointer, quoted("x".repeat(of.path("maxLength").asInt() + 1)));
            add("much too long", pointer, quoted("x".repeat(100_000)));
        }
        if (of.has("enum")) {
            add("unknown word", pointer, quoted("nothing_like_it"));
            String word = of.at("/enum/0").asText();
            add("upper case", pointer, quoted(word.toUpperCase(Locale.ROOT)));
            add("a word and more", pointer, quoted(word + "x"));
            add("two words", pointer, quoted(word + "," + word));
        }
        switch (of.path("format").asText()) {
            case "uuid" ->
                List.of("x", "00000000-0000-0000-0000-00000000000g", "0-0-0-0-0")
                        .forEach(text -> add("no UUID", pointer, quoted(text)));
            case "date-time" ->
                List.of("yesterday", "2026-13-01T00:00:00Z", "2026-01-01", "1e9")
                        .forEach(text -> add("no timestamp", pointer, quoted(text)));
            default -> {
                // No form to break.
            }
        }
        if (of.has("pattern")) {
            add("not of the pattern", pointer, quoted("!\u2028!"));
        }
    }

    private void integer(String pointer, JsonNode of) {
        List<String> numbers =
                new ArrayList<>(List.of("1e2.5", "9223372036854775808", "-9223372036854775809", "9".repeat(400)));
        if (of.has("minimum")) {
            numbers.add(String.valueOf(of.path("minimum").asLong() - 1));
            numbers.add("-2147483649");
        }
        if (of.has("maximum")) {
            numbers.add(String.valueOf(of.path("maximum").asLong() + 1));
            numbers.add("2147483648");
            numbers.add("4294967297");
        }
        numbers.stream().skip(1).forEach(number -> add("out of range", pointer, number));
        bad.add(named("broken number at " + pointer)
                .withJson(bodyWith(pointer, numbers.getFirst()))
                .at(""));
    }

    private void array(String pointer, JsonNode of) {
        JsonNode items = resolve(of.path("items"));
        if (of.has("maxItems")) {
            ArrayNode many = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i <= of.path("maxItems").asInt(); i++) {
                many.add(example(items));
            }
            add("too many", pointer, many.toString());
        }
        add("null in a list", pointer, "[null]");
        if (type(items).equals("string")) {
            add("empty in a list", pointer, "[\"\"]");
            add("blank in a list", pointer, "[\" \"]");
        }
        value(pointer + "/0", items);
    }

    private void add(String fault, String pointer, String json) {
        bad.add(named(fault + " at " + pointer)
                .withJson(bodyWith(pointer, json))
                .at(pointer));
    }

    private BadInput named(String fault) {
        return new BadInput(fault, template.method(), template.target(), List.of(), null, null, List.of(400));
    }

    /** A schema without references and unions with null; the parts of a composed one together. */
    private JsonNode resolve(JsonNode of) {
        if (of.has("$ref")) {
            String name = of.path("$ref").asText();
            return resolve(components.path(name.substring(name.lastIndexOf('/') + 1)));
        }
        if (of.has("anyOf")) {
            return resolve(of.path("anyOf").get(0));
        }
        if (!of.has("allOf")) {
            return of;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("type", "object");
        for (JsonNode part : of.path("allOf")) {
            JsonNode resolved = resolve(part);
            whole.withObject("properties").setAll((ObjectNode) resolved.path("properties"));
            resolved.path("required").forEach(whole.withArray("required")::add);
        }
        return whole;
    }

    /** The type of a schema; empty when it takes any JSON. */
    private static String type(JsonNode of) {
        JsonNode type = of.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
