package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers as they lie in columns. */
final class AnswerColumns {

    private static final String KIND = "kind";
    private static final String STATUS = "status";

    private final ObjectMapper json;

    AnswerColumns(ObjectMapper json) {
        this.json = json;
    }

    /** A document, or «not found» where there is none. */
    Answer read(byte @Nullable [] document, Instant fetchedAt) {
        try {
            return document == null
                    ? new Answer.NotFound(fetchedAt)
                    : new Answer.Found(json.readTree(Gzip.unpack(document)), fetchedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the cache holds what is no JSON", e);
        }
    }

    /** What others are told of an answer that is neither found nor not found; null for those. Never the body. */
    @Nullable
    String failure(Answer answer) {
        ObjectNode node = json.createObjectNode();
        switch (answer) {
            case Answer.Found found -> {
                return null;
            }
            case Answer.NotFound none -> {
                return null;
            }
            case Answer.Throttled throttled ->
                node.put(KIND, "throttled").put("ms", throttled.retryAfter().toMillis());
            case Answer.Unavailable unavailable ->
                node.put(KIND, "unavailable")
                        .put("reason", unavailable.reason().name())
                        .put(STATUS, unavailable.status());
            case Answer.Rejected rejected ->
                node.put(KIND, "rejected")
                        .put("refusal", rejected.refusal().name())
                        .put(STATUS, rejected.status());
            case Answer.Unmappable unmappable -> node.put(KIND, "unmappable").put("detail", unmappable.detail());
            case Answer.NotCalled held -> throw new IllegalArgumentException("what was not called has no answer");
        }
        return node.toString();
    }

    Answer failure(String column) {
        try {
            JsonNode node = json.readTree(column);
            return switch (node.path(KIND).asText()) {
                case "throttled" ->
                    new Answer.Throttled(Duration.ofMillis(node.path("ms").asLong()));
                case "unavailable" ->
                    new Answer.Unavailable(
                            Answer.Reason.valueOf(node.path("reason").asText()),
                            node.path(STATUS).asInt());
                case "rejected" ->
                    new Answer.Rejected(
                            Answer.Refusal.valueOf(node.path("refusal").asText()),
                            node.path(STATUS).asInt());
                default -> new Answer.Unmappable(node.path("detail").asText());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flight holds what is no JSON", e);
        }
    }
}
