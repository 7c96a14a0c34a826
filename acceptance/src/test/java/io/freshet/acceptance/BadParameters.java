package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Wrong paths, queries and headers of an operation. */
final class BadParameters {

    private static final List<String> BAD_IDS = List.of(
            "x",
            "0",
            "-1",
            "null",
            "undefined",
            "%00",
            "%20",
            "%ff",
            "%c3%28",
            "%ed%a0%80",
            "a%2Fb",
            "%2e%2e%2f%2e%2e",
            "'--",
            "%25s%25n",
            "00000000-0000-0000-0000-00000000000",
            "00000000-0000-0000-0000-00000000000g",
            "00000000-0000-0000-0000-0000000000000",
            "00000000000000000000000000000000",
            "{00000000-0000-0000-0000-000000000000}".replace("{", "%7B").replace("}", "%7D"),
            "1-1-1-1-1",
            "%F0%9F%92%A9",
            "x".repeat(300),
            "7ca1e5fc-25bb-4b7a-9c7c-000000000000");

    private final Contract contract;
    private final Contract.Operation operation;
    private final String target;
    private final byte[] body;
    private final List<BadInput> bad = new ArrayList<>();

    /**
     * The faults of an operation.
     *
     * @param target of a request that has none of them
     * @param body of such a request, empty for none
     */
    BadParameters(Contract contract, Contract.Operation operation, String target, byte[] body) {
        this.contract = contract;
        this.operation = operation;
        this.target = target;
        this.body = body;
    }

    List<BadInput> all() {
        bad.clear();
        callers();
        paths();
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode of = contract.resolve(parameter);
            switch (of.path("in").asText()) {
                case "query" -> query(of.path("name").asText(), of.path("schema"));
                case "header" -> header(of.path("name").asText());
                default -> {
                    // Paths are done.
                }
            }
        }
        return List.copyOf(bad);
    }

    private void callers() {
        Stream.of(
                        "Bearer",
                        "Bearer ",
                        "Bearer x",
                        "Bearer fk_none",
                        "Basic eDp5",
                        "fk_none",
                        "Bearer fk_" + "x".repeat(3000))
                .forEach(value -> bad.add(request("key " + value, target)
                        .withHeaders("Authorization", value)
                        .refusedWith(401)));
        Stream.of("application/xml", "text/html", "image/*")
                .forEach(value -> bad.add(request("accept " + value, target)
                        .withHeaders("Accept", value)
                        .refusedWith(406)));
    }

    private void paths() {
        int open = operation.template().indexOf('{');
        if (open < 0) {
            return;
        }
        String rest = operation.template().substring(operation.template().indexOf('}') + 1);
        for (String id : BAD_IDS) {
            String path = operation.template().substring(0, open) + id + filled(rest);
            bad.add(request("path " + id, path).refusedWith(400, 404));
        }
    }

    private static String filled(String rest) {
        return rest.replaceAll("\\{[^}]+}", "1");
    }

    private void query(String name, JsonNode schema) {
        List<String> values = new ArrayList<>(List.of("%00", "a%00b", "%ed%a0%80", "%c3%28"));
        JsonNode type = schema.path("type");
        switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "integer" -> integer(schema, values);
            case "boolean" -> values.addAll(List.of("x", "1", "TRUE", "yes", "truefalse"));
            case "string" -> string(schema, values);
            default -> throw new AssertionError("a query parameter of no simple type: " + name);
        }
        values.forEach(value -> bad.add(
                request("?" + name + "=" + value, with(name + "=" + value)).at("?" + name)));
        String valid = schema.at("/enum/0").asText("1");
        bad.add(request("?" + name + " twice", with(name + "=" + valid + "&" + name + "=" + valid))
                .at("?" + name));
    }

    private static void integer(JsonNode schema, List<String> values) {
        values.addAll(List.of(
                "x", "1.5", "-1", "1e2", "0x10", "%2B1", "1,2", "99999999999999999999", "true", "%D9%A1", "1:2"));
        if (schema.has("minimum")) {
            values.add(String.valueOf(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            values.add(String.valueOf(schema.path("maximum").asLong() + 1));
        }
    }

    private static void string(JsonNode schema, List<String> values) {
        if (schema.has("maxLength")) {
            values.add("x".repeat(schema.path("maxLength").asInt() + 1));
        }
        if (schema.has("enum")) {
            values.addAll(
                    List.of("nothing_like_it", schema.at("/enum/0").asText().toUpperCase(Locale.ROOT) + "x"));
        }
        switch (schema.path("format").asText()) {
            case "uuid" ->
                values.addAll(BAD_IDS.stream()
                        .filter(id -> !id.equals("%20") && !id.startsWith("7ca"))
                        .toList());
            case "date-time" ->
                values.addAll(List.of("yesterday", "2026-13-01T00:00:00Z", "2026-01-01", "0", "2026-01-01T00:00:00"));
            default -> {
                // No form to break.
            }
        }
    }

    private String with(String parameter) {
        return target + (target.contains("?") ? "&" : "?") + parameter;
    }

    private void header(String name) {
        if (name.equals("Idempotency-Key")) {
            Stream.of("x".repeat(256), "x".repeat(5000), "tab\there")
                    .forEach(
                            value -> bad.add(request(name + " " + value, target).withHeaders(name, value)));
        }
    }

    private BadInput request(String fault, String path) {
        BadInput plain = new BadInput(fault, operation.method(), path, List.of(), null, null, List.of(400));
        return body.length == 0 ? plain : plain.withBody("application/json", body);
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
