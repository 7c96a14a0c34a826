package io.freshet.simulator.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads an object that a control was given; every fault is a {@link BadControlException} that names the field. */
public final class Fields {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 1_000;

    private final JsonNode object;
    private final String prefix;

    private Fields(JsonNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** The body of a request. */
    public static Fields of(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            if (parsed != null && parsed.isObject()) {
                return new Fields(parsed, "");
            }
        } catch (JsonProcessingException e) {
            throw new BadControlException("", "the body is not JSON");
        }
        throw new BadControlException("", "the body is a JSON object");
    }

    /** Refuses all fields but these. */
    public Fields only(String... known) {
        Set<String> others = new TreeSet<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(Set.of(known));
        if (!others.isEmpty()) {
            throw wrong(others.iterator().next(), "not known; there are " + String.join(", ", known));
        }
        return this;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** Whether a field is there and null. */
    public boolean isNull(String name) {
        return object.path(name).isNull();
    }

    public int integer(String name, int least, int most, int otherwise) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    public boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    public Optional<String> text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            throw wrong(name, "a text of at most " + LONGEST_TEXT + " characters");
        }
        return Optional.of(value.textValue());
    }

    /** A text that is not empty. */
    public Optional<String> filled(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().isBlank()) {
            throw wrong(name, "a text that is not empty");
        }
        return text;
    }

    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> text = text(name);
        if (text.isPresent() && !allowed.contains(text.get())) {
            throw wrong(name, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** A text of a form. */
    public Optional<String> like(String name, String pattern, String meaning) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches(pattern)) {
            throw wrong(name, meaning);
        }
        return text;
    }

    /** An object within. */
    public Optional<Fields> object(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(name, "an object");
        }
        return Optional.of(new Fields(value, path(name) + '.'));
    }

    /** A list of objects; empty when it is not there. */
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode entry : list(name)) {
            String path = path(name) + '[' + objects.size() + ']';
            if (!entry.isObject()) {
                throw new BadControlException(path, "an object");
            }
            objects.add(new Fields(entry, path + '.'));
        }
        return objects;
    }

    /** A list of texts that are not empty; empty when it is not there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list(name)) {
            if (!entry.isTextual() || entry.textValue().isBlank()) {
                throw wrong(name, "a list of texts");
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    private JsonNode list(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && (!value.isArray() || value.size() > LONGEST_LIST)) {
            throw wrong(name, "a list of at most " + LONGEST_LIST + " entries");
        }
        return value;
    }

    /** A text as it is, or anything else as JSON. */
    public Optional<String> textOrJson(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(value.isTextual() ? value.textValue() : value.toString());
    }

    /** Which of some fields is there; refuses two. */
    public Optional<String> atMostOne(String... names) {
        List<String> there = List.of(names).stream().filter(this::has).toList();
        if (there.size() > 1) {
            throw wrong(there.get(1), "does not go together with " + there.getFirst());
        }
        return there.stream().findFirst();
    }

    /** The fault of a field. */
    public BadControlException wrong(String name, String message) {
        return new BadControlException(path(name), message);
    }

    private String path(String name) {
        return prefix + name;
    }
}
