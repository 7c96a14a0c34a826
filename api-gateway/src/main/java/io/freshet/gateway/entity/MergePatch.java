package io.freshet.gateway.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Merge Patch, RFC 7396: objects are merged deeply, null removes a key, everything else replaces. */
final class MergePatch {

    private MergePatch() {}

    /** The target with the patch applied; neither of them is changed. */
    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), value(merged.get(field.getKey()), field.getValue()));
            }
        }
        return merged;
    }

    private static JsonNode value(@Nullable JsonNode target, JsonNode patch) {
        if (patch instanceof ObjectNode object) {
            return apply(target instanceof ObjectNode old ? old : JsonNodeFactory.instance.objectNode(), object);
        }
        return patch;
    }
}
