package io.freshet.worker;

import io.freshet.schemas.Headers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record handed to a handler.
 *
 * @param headers name to value as text; of several with one name the last
 */
public record Delivery<V>(
        String topic, int partition, long offset, @Nullable String key, V value, Map<String, String> headers) {
    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** How often the record was tried before; 0 at first. */
    public int attempt() {
        return Integer.parseInt(headers.getOrDefault(Headers.ATTEMPT, "0"));
    }

    /** Until when the work makes sense; empty without a limit. */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(headers.get(Headers.DEADLINE))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
