package io.freshet.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes an OpenAPI 3.1 document of the 3.0 that the compiler writes: its own 3.1 has types that no value satisfies. What is
 * nullable becomes a union with null; a schema of {@code Object} takes any JSON; an example becomes {@code examples}; a
 * parameter that is described under {@code components} is referred to; responses come in the order of their status.
 */
final class OpenApiLift {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Set<String> KEYWORDS_OF_OBJECTS =
            Set.of("properties", "additionalProperties", "allOf", "anyOf", "oneOf", "required");

    private static final String ERROR = "#/components/schemas/Error";

    private static final String REPLAYABLE = "#/components/parameters/Idempotency-Key";

    private OpenApiLift() {}

    static ObjectNode lift(ObjectNode document) {
        document.put("openapi", "3.1.0");
        document.putArray("servers").addObject().put("url", "/");
        JsonNode shared = document.path("components").path("parameters");
        for (JsonNode path : document.path("paths")) {
            for (Map.Entry<String, JsonNode> operation : path.properties()) {
                if (METHODS.contains(operation.getKey()) && operation.getValue() instanceof ObjectNode node) {
                    liftOperation(node, shared);
                }
            }
        }
        document.path("paths").findValues("responses").forEach(OpenApiLift::makeErrorsJson);
        shareErrors(document);
        for (JsonNode parameter : shared) {
            liftInside(parameter);
        }
        for (JsonNode schema : document.path("components").path("schemas")) {
            liftSchema((ObjectNode) schema);
        }
        return document;
    }

    private static void liftOperation(ObjectNode operation, JsonNode shared) {
        String summary = operation.path("summary").asText();
        if (operation.path("description").asText().equals(summary)) {
            operation.remove("description");
        }
        if (summary.endsWith(".")) {
            operation.put("summary", summary.substring(0, summary.length() - 1));
        }
        if (operation.get("parameters") instanceof ArrayNode parameters) {
            for (int i = 0; i < parameters.size(); i++) {
                String name = parameters.get(i).path("name").asText();
                if (shared.has(name)) {
                    parameters.set(
                            i, JsonNodeFactory.instance.objectNode().put("$ref", "#/components/parameters/" + name));
                }
            }
        }
        if (operation.path("parameters").toString().contains(REPLAYABLE)) {
            addReplayed(operation.path("responses"));
        }
        liftInside(operation);
        if (operation.get("responses") instanceof ObjectNode responses) {
            List<Map.Entry<String, JsonNode>> sorted = responses.properties().stream()
                    .map(Map.Entry::copyOf)
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .toList();
            responses.removeAll();
            sorted.forEach(response -> responses.set(response.getKey(), response.getValue()));
        }
    }

    /** Errors are JSON, also where the answer is a stream; the compiler gives them the type of the answer. */
    private static void makeErrorsJson(JsonNode responses) {
        for (JsonNode response : responses) {
            if (response.path("content") instanceof ObjectNode content && content.size() == 1) {
                JsonNode only = content.elements().next();
                if (only.at("/schema/$ref").asText().equals(ERROR)) {
                    content.removeAll();
                    content.set("application/json", only);
                }
            }
        }
    }

    /** The error that most operations answer with a status is written once, under {@code components}. */
    private static void shareErrors(ObjectNode document) {
        Map<String, Map<JsonNode, Long>> uses = document.path("paths").findValues("responses").stream()
                .flatMap(responses -> responses.properties().stream())
                .filter(response -> response.getValue().toString().contains('"' + ERROR + '"'))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.groupingBy(Map.Entry::getValue, LinkedHashMap::new, Collectors.counting())));
        ObjectNode shared = ((ObjectNode) document.path("components")).putObject("responses");
        uses.forEach((status, bodies) -> shared.set(
                "Error" + status,
                Collections.max(bodies.entrySet(), Map.Entry.comparingByValue()).getKey()));
        for (JsonNode responses : document.path("paths").findValues("responses")) {
            for (Map.Entry<String, JsonNode> response : responses.properties()) {
                String name = "Error" + response.getKey();
                if (response.getValue().equals(shared.get(name))) {
                    response.setValue(
                            JsonNodeFactory.instance.objectNode().put("$ref", "#/components/responses/" + name));
                }
            }
        }
    }

    /** Whatever honours the key of a request may answer what it answered before. */
    private static void addReplayed(JsonNode responses) {
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            if (response.getKey().startsWith("2") && response.getValue() instanceof ObjectNode success) {
                success.withObject("headers")
                        .putObject("Idempotency-Replayed")
                        .put("description", "`true` where this is the answer to an earlier request with the same key.")
                        .putObject("schema")
                        .put("type", "string");
            }
        }
    }

    /** Lifts every schema somewhere inside a node that is none. */
    private static void liftInside(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("schema") && field.getValue() instanceof ObjectNode schema) {
                liftSchema(schema);
            } else {
                liftInside(field.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(OpenApiLift::liftInside);
        }
    }

    private static void liftSchema(ObjectNode schema) {
        for (String inside : List.of("items", "additionalProperties", "not")) {
            if (schema.get(inside) instanceof ObjectNode node) {
                liftSchema(node);
            }
        }
        for (String list : List.of("allOf", "anyOf", "oneOf", "properties")) {
            schema.path(list).forEach(item -> liftSchema((ObjectNode) item));
        }
        JsonNode example = schema.remove("example");
        if (example != null) {
            schema.putArray("examples").add(example);
        }
        boolean nullable = schema.path("nullable").asBoolean();
        schema.remove("nullable");
        if (schema.path("type").asText().equals("object")
                && KEYWORDS_OF_OBJECTS.stream().noneMatch(schema::has)) {
            schema.remove("type");
        } else if (nullable) {
            addNull(schema);
        }
    }

    private static void addNull(ObjectNode schema) {
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        if (schema.has("type")) {
            String type = schema.path("type").asText();
            schema.putArray("type").add(type).add("null");
        } else {
            ArrayNode union = JsonNodeFactory.instance.arrayNode();
            JsonNode only = schema.remove("allOf");
            if (only == null) {
                union.addObject().set("$ref", schema.remove("$ref"));
            } else {
                union.addAll((ArrayNode) only);
            }
            union.addObject().put("type", "null");
            schema.set("anyOf", union);
        }
    }
}
