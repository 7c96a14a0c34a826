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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
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

    private final Producer<String, byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final Topics.StageTopics stage;
    private final Clock clock;

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

    /** Sends emissions; they are serialized before the first is sent. */
    void emit(List<Emission> emissions) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(emissions.size());
        for (Emission emission : emissions) {
            byte[] value = serializer.serialize(emission.topic().name(), emission.value());
            records.add(record(emission.topic().name(), emission.key(), value, emission.headers()));
        }
        sendAll(records);
    }

    /**
     * Puts a record into the retry tier that waits at least as long as asked, or among the dead letters when its deadline
     * would have passed by then.
     *
     * @return what was done
     */
    Outcome retry(RawRecord raw, Outcome.RetryLater retry) throws InterruptedException {
        Topics.RetryTier tier = tierFor(retry.delay());
        Instant due = clock.instant().plus(tier.delay());
        Optional<Instant> deadline = raw.deadline();
        if (deadline.isPresent() && due.isAfter(deadline.get())) {
            Outcome.DeadLetter dead = new Outcome.DeadLetter("DEADLINE_EXCEEDED", retry.reason());
            deadLetter(raw, dead);
            return dead;
        }
        Map<String, String> headers = withOrigin(raw);
        headers.put(Headers.ATTEMPT, Integer.toString(raw.attempt() + 1));
        headers.put(Headers.DUE, Long.toString(due.toEpochMilli()));
        headers.put(Headers.ERROR_REASON, retry.reason());
        sendAll(List.of(record(tier.topic().name(), raw.key(), raw.value(), headers)));
        return retry;
    }

    /** Puts a record among the dead letters. */
    void deadLetter(RawRecord raw, Outcome.DeadLetter dead) throws InterruptedException {
        Map<String, String> headers = withOrigin(raw);
        headers.put(Headers.ERROR_CODE, dead.code());
        headers.put(Headers.ERROR_REASON, dead.reason());
        sendAll(List.of(record(stage.deadLetters().name(), raw.key(), raw.value(), headers)));
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

    /** Sends until the broker has every record: nothing is acknowledged before, so giving up would only repeat the work. */
    private void sendAll(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> left = records;
        Duration pause = FIRST_PAUSE;
        while (true) {
            left = sendOnce(left);
            if (left.isEmpty()) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private List<ProducerRecord<String, byte[]>> sendOnce(List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        List<ProducerRecord<String, byte[]>> left = new ArrayList<>();
        for (ProducerRecord<String, byte[]> record : records) {
            sent.add(producer.send(record));
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
            } catch (KafkaException e) {
                left.add(records.get(i));
            }
        }
        return left;
    }
}
