package io.freshet.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.gateway.http.ApiException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Holds a reader of request bodies against the documented schema: every property that the document has is read, and nothing
 * is read that it does not have.
 */
public final class DocumentedBody {

    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode schemas =
            OpenApiDocument.load().tree().path("components").path("schemas");
    private final Set<String> documented = new TreeSet<>();
    private final Set<String> read = new TreeSet<>();

    private DocumentedBody() {}

    /**
     * Reads a body with every documented property and compares.
     *
     * @param schema name of the body's schema
     * @param reader may find the values wrong, as long as it reads on
     */
    public static void assertReads(String schema, Consumer<JsonNode> reader) {
        DocumentedBody body = new DocumentedBody();
        JsonNode root = body.value("", body.schemas.path(schema));
        assertThat(body.documented).as("no properties of a schema " + schema).isNotEmpty();
        try {
            reader.accept(root);
        } catch (ApiException e) {
            // The values are made up. What counts is which of them were looked at.
        }
        assertThat(body.read).as("fields that are read of " + schema).isEqualTo(body.documented);
    }

    private JsonNode value(String pointer, JsonNode schema) {
        if (schema.has("$ref")) {
            return value(pointer, schemas.path(schema.path("$ref").asText().substring(REFERENCE.length())));
        }
        for (String union : new String[] {"anyOf", "allOf", "oneOf"}) {
            if (schema.has(union)) {
                return value(pointer, schema.path(union).get(0));
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "boolean" -> BooleanNode.TRUE;
            case "integer", "number" -> IntNode.valueOf(schema.path("minimum").asInt(1));
            case "array" -> array(pointer, schema.path("items"));
            case "string" -> TextNode.valueOf(schema.at("/examples/0").asText("x"));
            default -> object(pointer, schema);
        };
    }

    private ArrayNode array(String pointer, JsonNode items) {
        return JsonNodeFactory.instance.arrayNode().add(value(pointer + "/*", items));
    }

    private ObjectNode object(String pointer, JsonNode schema) {
        if (!schema.has("properties")) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode object = new NotingObject(pointer);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String inside = pointer + "/" + property.getKey();
            documented.add(inside);
            object.set(property.getKey(), value(inside, property.getValue()));
        }
        return object;
    }

    /** Notes which of its fields are asked for. */
    private final class NotingObject extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private final String pointer;

        NotingObject(String pointer) {
            super(JsonNodeFactory.instance);
            this.pointer = pointer;
        }

        @Override
        public JsonNode path(String field) {
            read.add(pointer + "/" + field);
            return super.path(field);
        }

        @Override
        public JsonNode get(String field) {
            read.add(pointer + "/" + field);
            return super.get(field);
        }
    }
}
