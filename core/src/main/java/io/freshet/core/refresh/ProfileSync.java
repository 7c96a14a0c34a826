package io.freshet.core.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a finished refresh changes the {@code entityData} of its root. Shareholders' {@code entityData} is never changed. A gap
 * is a key that is missing, or whose value is {@code null}, {@code ""}, {@code []} or {@code {}}.
 */
public final class ProfileSync {

    private ProfileSync() {}

    /** What was done. */
    public enum Mode {
        UNTOUCHED,
        GAP_FILL,
        REPLACED;

        /** As the REST API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The data afterwards.
     *
     * @param changedPaths JSON Pointers into {@code entityData}, such as {@code /company/address/city}: the values that were
     *     added, changed or, when replaced, removed; none below another
     */
    public record Outcome(ObjectNode entityData, Mode mode, List<String> changedPaths) {
        public Outcome {
            changedPaths = List.copyOf(changedPaths);
        }
    }

    /**
     * Decides. What comes in is not changed.
     *
     * @param preserveEntityData null leaves the data as it is; true fills gaps; false replaces the wrapped profile. Void outside
     *     scope {@code BASIC_DATA}
     * @param type whose key, {@code company} or {@code person}, wraps the profile
     * @param current at the completion of the job
     * @param mapped the profile of the basic-data provider; null when it did not succeed. One without a key tells nothing and
     *     changes nothing
     */
    public static Outcome ofRoot(
            RefreshScope scope,
            @Nullable Boolean preserveEntityData,
            PartyType type,
            ObjectNode current,
            @Nullable ObjectNode mapped) {
        if (scope != RefreshScope.BASIC_DATA || preserveEntityData == null || mapped == null || mapped.isEmpty()) {
            return new Outcome(current, Mode.UNTOUCHED, List.of());
        }
        List<String> changed = new ArrayList<>();
        ObjectNode data = current.deepCopy();
        if (preserveEntityData) {
            fillKey(data, type.word(), mapped, "", changed);
            return new Outcome(data, Mode.GAP_FILL, changed);
        }
        compare(data.path(type.word()), mapped, "/" + type.word(), changed);
        data.set(type.word(), mapped.deepCopy());
        return new Outcome(data, Mode.REPLACED, changed);
    }

    private static void fillKey(ObjectNode target, String key, JsonNode value, String path, List<String> changed) {
        JsonNode present = target.path(key);
        String pointer = path + "/" + escaped(key);
        if (isGap(present)) {
            if (!isGap(value)) {
                target.set(key, value.deepCopy());
                changed.add(pointer);
            }
        } else if (present instanceof ObjectNode object && value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                fillKey(object, field.getKey(), field.getValue(), pointer, changed);
            }
        }
    }

    private static void compare(JsonNode before, JsonNode after, String pointer, List<String> changed) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            changed.add(pointer);
            return;
        }
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            compare(before.path(field.getKey()), field.getValue(), pointer + "/" + escaped(field.getKey()), changed);
        }
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            if (!after.has(field.getKey())) {
                changed.add(pointer + "/" + escaped(field.getKey()));
            }
        }
    }

    private static boolean isGap(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
