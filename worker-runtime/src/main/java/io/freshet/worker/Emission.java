package io.freshet.worker;

import io.freshet.schemas.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record to be written.
 *
 * @param headers of {@link io.freshet.schemas.Headers}; the message id is to be the same whenever the same work is done again
 */
public record Emission(Topic topic, String key, SpecificRecord value, Map<String, String> headers) {
    public Emission {
        headers = Map.copyOf(headers);
    }
}
