package io.freshet.worker;

import io.freshet.schemas.Headers;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what follows from a record, and returns when the broker has it. */
final class RecordSender {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final List<String> TRACE = List.of(Headers.TRACEPARENT, "tracestate");
    /** What a dead letter keeps when the whole record is too large. */
    private static final List<String> IDENTITY = List.of(
            Headers.MESSAGE_ID,
            Headers.JOB_ID,
            Headers.TENANT_ID,
            Headers.ATTEMPT,
            Headers.ORIGIN_TOPIC,
            Headers.ORIGIN_PARTITION,
            Headers.ORIGIN_OFFSET,
            Headers.ERROR_CODE);

    private final Producer<String, byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final Topics.StageTopics stage;
    private final Clock clock;
    private final AtomicInteger blocked = new AtomicInteger();

    RecordSender(
            Producer<String, byte[]> producer,
            Serializer<SpecificRecord> serializer,
            Topics.StageTopics stage,
            Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.stage = stage;
        this.clock = clock;
    }

    /**
     * Makes records of emissions. They carry the trace of the record that caused them, unless they name one.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when one does not fit its schema or the registry is away
     */
    List<ProducerRecord<String, byte[]>> prepare(RawRecord cause, List<Emission> emissions) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(emissions.size());
        for (Emission emission : emissions) {
            byte[] value = serializer.serialize(emission.topic().name(), emission.value());
            Map<String, String> headers = new HashMap<>(emission.headers());
            if (!headers.containsKey(Headers.TRACEPARENT)) {
                for (String name : TRACE) {
                    String text = cause.headers().get(name);
                    if (text != null) {
                        headers.put(name, text);
                    }
                }
            }
            records.add(record(emission.topic().name(), emission.key(), value, headers));
        }
        return records;
    }

    /** Records that the broker has not taken when they were first sent. */
    int blocked() {
        return blocked.get();
    }

    /**
     * Puts a record into the retry tier that waits at least as long as asked, or among the dead letters when its deadline
     * would have passed by then.
     *
     * @return what was done, with the delay of the tier
     */
    Outcome retry(RawRecord raw, Outcome.RetryLater retry) throws InterruptedException {
        Topics.RetryTier tier = tierFor(retry.delay());
        Optional<Outcome> dead = sendAway(raw, tier, raw.attempt() + 1, retry.reason());
        return dead.orElseGet(() -> new Outcome.RetryLater(tier.delay(), retry.reason()));
    }

    /** As {@link #retry}, but what was tried before is not counted on; a record that was sent away once counts as tried. */
    Outcome postpone(RawRecord raw, Outcome.Postpone wait) throws InterruptedException {
        Topics.RetryTier tier = tierFor(wait.delay());
        Optional<Outcome> dead = sendAway(raw, tier, Math.max(1, raw.attempt()), wait.reason());
        return dead.orElseGet(() -> new Outcome.Postpone(tier.delay(), wait.reason()));
    }

    /** Empty when the record waits in the tier; else it is dead-lettered. */
    private Optional<Outcome> sendAway(RawRecord raw, Topics.RetryTier tier, int attempt, String reason)
            throws InterruptedException {
        Instant due = clock.instant().plus(tier.delay());
        Optional<Instant> deadline = raw.deadline();
        if (deadline.isPresent() && due.isAfter(deadline.get())) {
            Outcome.DeadLetter dead = new Outcome.DeadLetter("DEADLINE_EXCEEDED", reason);
            deadLetter(raw, dead);
            return Optional.of(dead);
        }
        Map<String, String> headers = withOrigin(raw);
        headers.put(Headers.ATTEMPT, Integer.toString(attempt));
        headers.put(Headers.DUE, Long.toString(due.toEpochMilli()));
        headers.put(Headers.ERROR_REASON, reason);
        send(List.of(record(tier.topic().name(), raw.key(), raw.value(), headers)));
        return Optional.empty();
    }

    /** Puts a record among the dead letters. */
    void deadLetter(RawRecord raw, Outcome.DeadLetter dead) throws InterruptedException {
        Map<String, String> headers = withOrigin(raw);
        headers.put(Headers.ERROR_CODE, dead.code());
        headers.put(Headers.ERROR_REASON, dead.reason());
        try {
            send(List.of(record(stage.deadLetters().name(), raw.key(), raw.value(), headers)));
        } catch (RecordTooLargeException e) {
            // It fitted where it came from, and its new headers make it too large.
            headers.keySet().retainAll(IDENTITY);
            headers.put(Headers.ERROR_REASON, dead.reason() + "; the value is left out, it is too large");
            send(List.of(record(stage.deadLetters().name(), raw.key(), null, headers)));
        }
        LOGGER.atWarn()
                .addKeyValue("topic", raw.topic())
                .addKeyValue("partition", raw.partition())
                .addKeyValue("offset", raw.offset())
                .addKeyValue("code", dead.code())
                .addKeyValue("reason", dead.reason())
                .log("Dead-lettered");
    }

    Topics.RetryTier tierFor(Duration delay) {
        List<Topics.RetryTier> tiers = stage.retryTiers();
        return tiers.stream()
                .filter(tier -> tier.delay().compareTo(delay) >= 0)
                .findFirst()
                .orElseGet(tiers::getLast);
    }

    private static Map<String, String> withOrigin(RawRecord raw) {
        Map<String, String> headers = new HashMap<>(raw.headers());
        headers.putIfAbsent(Headers.ORIGIN_TOPIC, raw.topic());
        headers.putIfAbsent(Headers.ORIGIN_PARTITION, Integer.toString(raw.partition()));
        headers.putIfAbsent(Headers.ORIGIN_OFFSET, Long.toString(raw.offset()));
        return headers;
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /**
     * Sends until the broker has every record: nothing is acknowledged before, so giving up would only repeat the work.
     *
     * @throws RecordTooLargeException when the broker takes one of them at no time
     * @throws KafkaException when the producer is of no use any more
     */
    void send(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> left = sendOnce(records);
        if (left.isEmpty()) {
            return;
        }
        blocked.incrementAndGet();
        try {
            Duration pause = FIRST_PAUSE;
            while (!left.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
                left = sendOnce(left);
            }
        } finally {
            blocked.decrementAndGet();
        }
    }

    private List<ProducerRecord<String, byte[]>> sendOnce(List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        List<ProducerRecord<String, byte[]>> left = new ArrayList<>();
        for (ProducerRecord<String, byte[]> record : records) {
            sent.add(begin(record));
        }
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                    throw tooLarge;
                }
                LOGGER.atWarn()
                        .addKeyValue("topic", records.get(i).topic())
                        .addKeyValue("cause", String.valueOf(e.getCause()))
                        .log("Not sent; trying again");
                left.add(records.get(i));
            }
        }
        return left;
    }

    private Future<RecordMetadata> begin(ProducerRecord<String, byte[]> record) throws InterruptedException {
        try {
            return producer.send(record);
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }
}
