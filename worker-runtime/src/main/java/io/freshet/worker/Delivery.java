package io.freshet.worker;

import java.util.Map;
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
}
