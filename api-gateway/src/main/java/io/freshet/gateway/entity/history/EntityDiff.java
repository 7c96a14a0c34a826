package io.freshet.gateway.entity.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two JSON values, leaf by leaf inside objects, lists as a whole. */
public final class EntityDiff {

    private EntityDiff() {}

    /**
     * The changes at and below a place.
     *
     * @param path JSON Pointer of the place
     * @param before null when there was nothing
     * @param after null when there is nothing left
     */
    public static List<Change> between(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        List<Change> changes = new ArrayList<>();
        compare(path, before, after, changes);
        return changes;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
        boolean objects = before instanceof ObjectNode && after instanceof ObjectNode;
        if (objects || before == null && isInner(after) || isInner(before) && after == null) {
            Set<String> keys = new LinkedHashSet<>();
            collect(before, keys);
            collect(after, keys);
            keys.forEach(key -> compare(path + "/" + escape(key), child(before, key), child(after, key), changes));
            return;
        }
        JsonNode from = before == null ? JsonNodeFactory.instance.nullNode() : before;
        JsonNode to = after == null ? JsonNodeFactory.instance.nullNode() : after;
        if (!from.equals(to)) {
            changes.add(new Change(path, from, to));
        }
    }

    /** An object that has something inside; an empty one is a leaf, or its coming and going would not be seen. */
    private static boolean isInner(@Nullable JsonNode node) {
        return node instanceof ObjectNode object && !object.isEmpty();
    }

    private static void collect(@Nullable JsonNode node, Set<String> keys) {
        if (node != null) {
            node.properties().forEach(field -> keys.add(field.getKey()));
        }
    }

    private static @Nullable JsonNode child(@Nullable JsonNode node, String key) {
        return node == null ? null : node.get(key);
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
