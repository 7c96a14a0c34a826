package io.freshet.enrichment.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils documents at any depth in the ways that an interface may change or fail. */
final class Mutator {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            "   ",
            "NaN",
            "-Infinity",
            "null",
            "undefined",
            "9999-99-99",
            "2023-02-30",
            "0000-00-00",
            "31/12/2020",
            "2020-13",
            "2024-05-01T10:00:00Z",
            "ZZ",
            "zz",
            "XXX",
            "-5",
            "150",
            "150%",
            "25,5",
            "something-new",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "x\uDC00y",
            "\u00A0\u2003",
            "***",
            "<b>",
            "x".repeat(10_000));
    private static final double[] NUMBERS = {
        -1, -0.0001, 0, 100.0001, 1e9, 1e300, -1e300, 0.1 + 0.2, Long.MAX_VALUE, Integer.MIN_VALUE, Double.MIN_VALUE
    };

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** A place in a document: a key of an object or an index of a list. */
    private record Place(JsonNode parent, String key, int index) {

        JsonNode value() {
            return parent.isObject() ? parent.path(key) : parent.path(index);
        }

        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(key, value);
            } else if (parent instanceof ArrayNode array && index < array.size()) {
                array.set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(key);
            } else if (parent instanceof ArrayNode array && index < array.size()) {
                array.remove(index);
            }
        }
    }

    /** One to five changes in a copy. */
    JsonNode mutated(JsonNode document) {
        JsonNode copy = document.deepCopy();
        List<Place> places = new ArrayList<>();
        collect(copy, places);
        for (int i = 0; i <= random.nextInt(5) && !places.isEmpty(); i++) {
            change(places.get(random.nextInt(places.size())), places);
        }
        return copy;
    }

    private void change(Place place, List<Place> places) {
        JsonNode value = place.value();
        switch (random.nextInt(12)) {
            case 0 -> place.remove();
            case 1 -> place.put(NODES.nullNode());
            case 2, 3, 4 -> place.put(NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size()))));
            case 5, 6 -> place.put(NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]));
            case 7 -> place.put(NODES.booleanNode(random.nextBoolean()));
            case 8 -> place.put(nested(1 + random.nextInt(60)));
            case 9 ->
                place.put(
                        value.isArray()
                                ? value.path(0).deepCopy()
                                : NODES.arrayNode().add(value.deepCopy()));
            case 10 ->
                place.put(
                        value.isObject()
                                ? NODES.textNode("x")
                                : NODES.objectNode().set("x", value.deepCopy()));
            default -> {
                JsonNode other =
                        places.get(random.nextInt(places.size())).value().deepCopy();
                place.put(other);
            }
        }
    }

    private JsonNode nested(int depth) {
        JsonNode node = NODES.textNode("deep");
        for (int i = 0; i < depth; i++) {
            node = random.nextBoolean()
                    ? NODES.arrayNode().add(node)
                    : NODES.objectNode().set("a", node);
        }
        return node;
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(key -> places.add(new Place(node, key, -1)));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, "", i));
        }
        node.forEach(child -> collect(child, places));
    }
}
