package io.freshet.worker;

import io.freshet.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record as it was read, its value still bytes. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RawRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {

    static RawRecord of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return new RawRecord(
                record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
    }

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** How often it was tried before; a header that is no number counts as never. */
    int attempt() {
        return (int) number(Headers.ATTEMPT).orElse(0L).longValue();
    }

    Optional<Instant> deadline() {
        return number(Headers.DEADLINE).map(Instant::ofEpochMilli);
    }

    /** When it is to be handled; at once without the header. */
    Instant due() {
        return number(Headers.DUE).map(Instant::ofEpochMilli).orElse(Instant.EPOCH);
    }

    private Optional<Long> number(String header) {
        String text = headers.get(header);
        try {
            return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
