package io.freshet.gateway.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What is answered and kept.
 *
 * @param status of HTTP
 */
public record Answer(int status, Map<String, String> headers, JsonNode body) {
    public Answer {
        headers = Map.copyOf(headers);
    }
}
