package io.freshet.gateway.projection;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a stage gave up, or that the projector itself cannot read.
 *
 * @param place where the record was found
 * @param origin where it came from first; the same as {@code place} when nobody passed it on
 * @param tenantId null when the record does not say whose it is
 * @param jobId null when the record belongs to no job
 * @param code of {@code docs/errors.md}
 * @param reason without personal data
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; the bytes are kept as they are.
public record DeadLetter(
        Place place,
        Origin origin,
        @Nullable UUID tenantId,
        @Nullable UUID jobId,
        String stage,
        String code,
        String reason,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] value) {
    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** A place in a topic. */
    public record Place(String topic, int partition, long offset) {}

    /** A place in a topic as the headers of the record tell it. */
    public record Origin(String topic, String partition, String offset) {}
}
