package io.freshet.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered when nothing goes wrong.
 *
 * @param type content type; empty for none
 * @param headers beside those of the body
 */
public record Answer(int status, String type, Map<String, String> headers, String body) {

    public static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode document) {
        return new Answer(status, JSON, Map.of(), document.toString());
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, "", Map.of(), "");
    }

    public Answer as(String contentType) {
        return new Answer(status, contentType, headers, body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, more, body);
    }

    public Answer withBody(String other) {
        return new Answer(status, type, headers, other);
    }
}
