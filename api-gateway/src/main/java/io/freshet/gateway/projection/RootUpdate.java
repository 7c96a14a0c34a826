package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.RefreshRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a finished refresh changes on the entity itself. A pure function of the request, of what the
 * providers said, and of the row as it is at the end of the job.
 *
 * @param name the name afterwards
 * @param nameSource {@code kept}, {@code fullName} or {@code basicData}
 * @param entityData the data afterwards
 * @param mode {@code untouched}, {@code gap_fill} or {@code replaced}
 * @param changedPaths JSON Pointers below the wrapped profile that were written
 */
public record RootUpdate(
        @Nullable String name, String nameSource, ObjectNode entityData, String mode, List<String> changedPaths) {

    public RootUpdate {
        changedPaths = List.copyOf(changedPaths);
    }

    /** The row before the update. */
    public record Current(String type, @Nullable String name, ObjectNode entityData) {}

    /**
     * Decides.
     *
     * @param request the {@link RefreshRequest} as it is stored
     * @param profile normalized profile; null when no provider succeeded
     * @param basicData the basic-data mapping; null when its provider did not succeed
     */
    static RootUpdate decide(
            JsonNode request, Current current, @Nullable JsonNode profile, @Nullable JsonNode basicData) {
        boolean basicScope = request.path("scope").asText().equals(RefreshRequest.Scope.BASIC_DATA.name());
        @Nullable Boolean preserveName = flag(request, "preserveName");
        @Nullable String name = current.name();
        String nameSource = "kept";
        if (profile != null && !Boolean.TRUE.equals(preserveName)) {
            boolean fromBasicData = basicScope && Boolean.FALSE.equals(preserveName) && basicData != null;
            String found = fromBasicData && basicData != null ? text(basicData, "name") : text(profile, "fullName");
            if (found != null && !found.equals(name)) {
                name = found;
                nameSource = fromBasicData ? "basicData" : "fullName";
            }
        }
        @Nullable Boolean preserveData = flag(request, "preserveEntityData");
        if (!basicScope || basicData == null || preserveData == null || !basicData.isObject()) {
            return new RootUpdate(name, nameSource, current.entityData(), "untouched", List.of());
        }
        ObjectNode data = current.entityData().deepCopy();
        List<String> changed = new ArrayList<>();
        if (preserveData) {
            ObjectNode wrapped = data.path(current.type()).isObject()
                    ? (ObjectNode) data.path(current.type())
                    : data.putObject(current.type());
            fillGaps("", wrapped, basicData, changed);
            return new RootUpdate(name, nameSource, data, "gap_fill", changed);
        }
        if (!basicData.equals(data.get(current.type()))) {
            changed.add("");
        }
        data.set(current.type(), basicData);
        return new RootUpdate(name, nameSource, data, "replaced", changed);
    }

    private static void fillGaps(String path, ObjectNode target, JsonNode source, List<String> changed) {
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            String pointer = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode present = target.path(field.getKey());
            if (present instanceof ObjectNode object
                    && !object.isEmpty()
                    && field.getValue().isObject()) {
                fillGaps(pointer, object, field.getValue(), changed);
            } else if (isGap(present) && !isGap(field.getValue())) {
                target.set(field.getKey(), field.getValue());
                changed.add(pointer);
            }
        }
    }

    private static boolean isGap(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    private static @Nullable Boolean flag(JsonNode request, String field) {
        JsonNode value = request.path(field);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** The part of the result that tells of the name. */
    ObjectNode describeName(@Nullable String before) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("before", before)
                .put("after", name)
                .put("source", nameSource);
    }
}
