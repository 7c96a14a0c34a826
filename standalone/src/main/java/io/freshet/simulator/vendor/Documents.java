package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What the formats share. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** A JSON object that was sent; an empty one for anything else. */
    static JsonNode parsed(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed != null && parsed.isObject() ? parsed : object();
        } catch (IOException e) {
            return object();
        }
    }

    /** An answer of the real service. */
    static JsonNode recording(String name) {
        String file = "/simulator/recorded/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(Documents.class.getResourceAsStream(file), file)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The part of a path at a place, counted from 1 for the one after the first slash; empty when it is shorter. */
    static String part(String path, int place) {
        String[] parts = path.split("/", -1);
        return place < parts.length ? parts[place] : "";
    }
}
