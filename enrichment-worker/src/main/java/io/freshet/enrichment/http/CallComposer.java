package io.freshet.enrichment.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.JsonataMapping;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition.Request;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a provider's requests out of a subject and the documents that came before. */
final class CallComposer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 1024 * 1024;

    private final Subject subject;
    private final ObjectNode documents;
    private final Map<String, Object> converted = new HashMap<>();
    private boolean composed;

    /** For one subject; {@code documents} by name of the request, and may grow. */
    CallComposer(Subject subject, ObjectNode documents) {
        this.subject = subject;
        this.documents = documents;
    }

    /**
     * The call of a request; empty when the subject lacks what it names.
     *
     * @throws MappingException when an expression of the request does not fit subject and documents
     */
    Optional<Exchange.Call> compose(Request request) throws MappingException {
        Map<String, String> values = ofSubject();
        if (request.target().variables().isPresent()) {
            addVariables(request.target().variables().get().evaluate(input()), values);
        }
        Optional<String> target = request.target().path().fill(values);
        Optional<String> body = Optional.empty();
        if (target.isPresent() && request.body().isPresent()) {
            body = body(request.body().get());
            if (body.isEmpty()) {
                return Optional.empty();
            }
        }
        composed |= target.isPresent();
        String posted = body.orElse(null);
        return target.map(
                path -> new Exchange.Call(request.name(), request.target().method(), path, request.headers(), posted));
    }

    /** Whether a call came of any request so far. */
    boolean hasComposed() {
        return composed;
    }

    private Map<String, String> ofSubject() {
        Map<String, String> values = new HashMap<>();
        put(values, "type", subject.type().name().toLowerCase(Locale.ROOT));
        put(values, "country", subject.country());
        put(values, "taxId", subject.taxId() == null ? subject.registryId() : subject.taxId());
        put(values, "lei", subject.lei());
        put(values, "registryId", subject.registryId());
        put(values, "name", subject.name());
        put(values, "birthDate", subject.birthDate());
        subject.parameters().forEach((name, value) -> values.put("parameter:" + name, value));
        return values;
    }

    private static void addVariables(@Nullable Object variables, Map<String, String> values) {
        if (variables instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof String || value instanceof Number) {
                    values.put(name.toString(), value.toString());
                } else {
                    values.remove(name.toString());
                }
            });
        }
    }

    private Optional<String> body(JsonataMapping expression) throws MappingException {
        Object body = expression.evaluate(input());
        if (body == null) {
            return Optional.empty();
        }
        try {
            String text = JSON.writeValueAsString(body);
            return text.length() <= LONGEST_BODY ? Optional.of(text) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new MappingException(e);
        }
    }

    /** What {@code variables} and {@code body} see. Missing keys are absent. */
    private Map<String, Object> input() {
        documents
                .properties()
                .forEach(document -> converted.computeIfAbsent(
                        document.getKey(), added -> JSON.convertValue(document.getValue(), Object.class)));
        return Map.of("subject", subject.asInput(), "parameters", subject.parameters(), "documents", converted);
    }

    private static <V> void put(Map<String, V> map, String name, @Nullable V value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
