package io.freshet.enrichment.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two JSON values, leaf by leaf; numbers are equal when their values are. */
final class Differences {

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** Each as {@code <pointer>: expected …, got …}. */
    static List<String> between(String name, @Nullable JsonNode expected, @Nullable JsonNode actual) {
        Differences differences = new Differences();
        differences.compare(name, present(expected), present(actual));
        return differences.found;
    }

    private static JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? MissingNode.getInstance() : node;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> keys = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(keys::add);
            actual.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> compare(path + "/" + key, expected.path(key), actual.path(key)));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.path(i), actual.path(i));
            }
        } else if (!isSame(expected, actual)) {
            found.add(path + ": expected " + shown(expected) + ", got " + shown(actual));
        }
    }

    private static boolean isSame(JsonNode expected, JsonNode actual) {
        return (expected.isNumber() && actual.isNumber())
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
