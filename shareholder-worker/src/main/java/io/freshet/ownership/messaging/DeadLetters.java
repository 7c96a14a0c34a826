package io.freshet.ownership.messaging;

import io.freshet.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What becomes of a record that cannot be used: itself, unchanged, with its origin and the reason. */
final class DeadLetters {

    private static final String CODE = "undecodable_record";

    private DeadLetters() {}

    static Record<String, Object> of(
            Record<String, byte[]> message, Optional<RecordMetadata> origin, UnusableRecord problem) {
        RecordHeaders headers = new RecordHeaders(message.headers().toArray());
        origin.ifPresent(place -> {
            put(headers, Headers.ORIGIN_TOPIC, place.topic());
            put(headers, Headers.ORIGIN_PARTITION, Integer.toString(place.partition()));
            put(headers, Headers.ORIGIN_OFFSET, Long.toString(place.offset()));
        });
        put(headers, Headers.ERROR_CODE, CODE);
        put(headers, Headers.ERROR_REASON, String.valueOf(problem.getMessage()));
        return new Record<>(message.key(), message.value(), message.timestamp(), headers);
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
