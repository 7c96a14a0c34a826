package io.freshet.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and collects every fault with its pointer; {@link #finish} throws them together. Absent
 * and null are the same. A reader method that found a fault returns the default, so that reading can go on.
 */
public final class BodyReader {

    private static final int DEPTH = 32;

    private final ObjectNode body;
    private final String pointer;
    private final List<ApiException.Detail> faults;

    private BodyReader(ObjectNode body, String pointer, List<ApiException.Detail> faults) {
        this.body = body;
        this.pointer = pointer;
        this.faults = faults;
    }

    /**
     * A reader of a request's body.
     *
     * @throws ApiException when the body is not an object, or holds text that no database or file can hold
     */
    public static BodyReader of(@Nullable JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw ApiException.invalid(List.of(new ApiException.Detail("", "must be a JSON object")));
        }
        List<ApiException.Detail> faults = new ArrayList<>();
        checkText("", object, faults, 0);
        BodyReader reader = new BodyReader(object, "", faults);
        reader.finish();
        return reader;
    }

    /** Throws what was found. */
    public void finish() {
        if (!faults.isEmpty()) {
            throw ApiException.invalid(faults);
        }
    }

    /** Notes a fault of a field. */
    public void fault(String field, String message) {
        faults.add(new ApiException.Detail(pointer + "/" + field, message));
    }

    /** Whether a fault of the field, or of something inside it, was noted. */
    public boolean hasFault(String field) {
        String place = pointer + "/" + field;
        return faults.stream()
                .anyMatch(fault -> fault.path().equals(place) || fault.path().startsWith(place + "/"));
    }

    public boolean has(String field) {
        return !body.path(field).isMissingNode() && !body.path(field).isNull();
    }

    /** Whether the field is there, be it null. */
    public boolean names(String field) {
        return body.has(field);
    }

    public @Nullable String text(String field, int longest) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            fault(field, "must be a string");
            return null;
        }
        String text = value.textValue().strip();
        if (text.length() > longest) {
            fault(field, "must have at most " + longest + " characters");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    public String requiredText(String field, int longest) {
        String text = text(field, longest);
        if (text == null && !hasFault(field)) {
            fault(field, "is required");
        }
        return text == null ? "" : text;
    }

    public @Nullable Boolean flag(String field) {
        if (!has(field)) {
            return null;
        }
        if (!body.path(field).isBoolean()) {
            fault(field, "must be true or false");
            return null;
        }
        return body.path(field).booleanValue();
    }

    public boolean flag(String field, boolean byDefault) {
        Boolean value = flag(field);
        return value == null ? byDefault : value;
    }

    public int integer(String field, int byDefault, int min, int max) {
        if (!has(field)) {
            return byDefault;
        }
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            fault(field, "must be a whole number from " + min + " to " + max);
            return byDefault;
        }
        return value.intValue();
    }

    /** One of the words of an enumeration, in lower case as the API writes them. */
    public <E extends Enum<E>> Optional<E> word(String field, Class<E> type) {
        if (!has(field)) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (body.path(field).isTextual()
                    && constant.name()
                            .toLowerCase(Locale.ROOT)
                            .equals(body.path(field).textValue())) {
                return Optional.of(constant);
            }
        }
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        fault(field, "must be one of " + String.join(", ", words));
        return Optional.empty();
    }

    /** A list of non-empty strings without repetition; empty when absent. */
    public List<String> texts(String field, int most, int longest) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = body.path(field);
        if (!value.isArray() || value.size() > most) {
            fault(field, "must be a list of at most " + most + " strings");
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode item = value.get(i);
            if (!item.isTextual()
                    || item.textValue().isBlank()
                    || item.textValue().length() > longest) {
                fault(field + "/" + i, "must be a string of 1 to " + longest + " characters");
            } else {
                texts.add(item.textValue().strip());
            }
        }
        return List.copyOf(texts);
    }

    public @Nullable ObjectNode object(String field) {
        if (!has(field)) {
            return null;
        }
        if (!(body.path(field) instanceof ObjectNode object)) {
            fault(field, "must be an object");
            return null;
        }
        return object;
    }

    /** A reader of an object inside; null when it is absent or none. Its faults are this reader's. */
    public @Nullable BodyReader inside(String field) {
        ObjectNode object = object(field);
        return object == null ? null : new BodyReader(object, pointer + "/" + field, faults);
    }

    private static void checkText(String pointer, JsonNode node, List<ApiException.Detail> faults, int depth) {
        if (depth > DEPTH) {
            faults.add(new ApiException.Detail(pointer, "is nested deeper than " + DEPTH + " levels"));
            return;
        }
        if (node.isTextual() && !isStorable(node.textValue())) {
            faults.add(new ApiException.Detail(pointer, "holds a NUL character or half of a surrogate pair"));
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            checkText(pointer + "/" + index++, item, faults, depth + 1);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!isStorable(field.getKey())) {
                faults.add(
                        new ApiException.Detail(pointer, "has a key with a NUL character or half of a surrogate pair"));
            }
            checkText(pointer + "/" + field.getKey(), field.getValue(), faults, depth + 1);
        }
    }

    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
