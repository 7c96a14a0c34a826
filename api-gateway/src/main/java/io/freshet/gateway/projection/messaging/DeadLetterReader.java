package io.freshet.gateway.projection.messaging;

import io.freshet.gateway.projection.DeadLetter;
import io.freshet.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records that nobody will handle as dead letters. */
final class DeadLetterReader {

    private DeadLetterReader() {}

    /** A record that a stage gave up; the headers say why. */
    static DeadLetter givenUp(ConsumerRecord<String, byte[]> record, String stage) {
        Map<String, String> headers = headers(record);
        return read(
                record,
                headers,
                stage,
                headers.getOrDefault(Headers.ERROR_CODE, "UNKNOWN"),
                headers.getOrDefault(Headers.ERROR_REASON, ""));
    }

    /** A record that the projector cannot take. */
    static DeadLetter refused(ConsumerRecord<String, byte[]> record, String code, RuntimeException cause) {
        return read(
                record, headers(record), "projection", code, cause.getClass().getSimpleName());
    }

    private static DeadLetter read(
            ConsumerRecord<String, byte[]> record,
            Map<String, String> headers,
            String stage,
            String code,
            String reason) {
        return new DeadLetter(
                new DeadLetter.Place(record.topic(), record.partition(), record.offset()),
                new DeadLetter.Origin(
                        headers.getOrDefault(Headers.ORIGIN_TOPIC, record.topic()),
                        headers.getOrDefault(Headers.ORIGIN_PARTITION, "" + record.partition()),
                        headers.getOrDefault(Headers.ORIGIN_OFFSET, "" + record.offset())),
                uuid(headers.get(Headers.TENANT_ID)),
                uuid(headers.get(Headers.JOB_ID)),
                stage,
                code,
                reason,
                record.key() == null ? null : storable(record.key()),
                headers,
                record.value());
    }

    /** The headers as text, the last of equal names. */
    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(storable(header.key()), storable(new String(header.value(), StandardCharsets.UTF_8)));
            }
        });
        return headers;
    }

    /** Without NUL, which PostgreSQL's texts cannot hold. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }

    /** The UUID that the text is; null when it is none. */
    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
