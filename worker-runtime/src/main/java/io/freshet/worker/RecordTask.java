package io.freshet.worker;

import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record from its bytes to its outcome; returns when the record may be acknowledged. */
final class RecordTask<V extends SpecificRecord> {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordTask.class);

    private final WorkerDefinition<V> definition;
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final RecordSender sender;
    private final WorkerMetrics metrics;
    private final Clock clock;
    private final int maxAttempts;

    RecordTask(
            WorkerDefinition<V> definition,
            Deserializer<? extends SpecificRecord> deserializer,
            RecordSender sender,
            WorkerMetrics metrics,
            Clock clock,
            int maxAttempts) {
        this.definition = definition;
        this.deserializer = deserializer;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
        this.maxAttempts = maxAttempts;
    }

    /** What came of handling, and what is to be written when that is done. */
    private record Attempt(Outcome outcome, List<ProducerRecord<String, byte[]>> records) {}

    /**
     * Handles the record.
     *
     * @throws InterruptedException when the worker ends first; the record is then not done
     * @throws RuntimeException when the producer is of no use any more; the record is then not done
     */
    void run(RawRecord raw) throws InterruptedException {
        Attempt attempt = isTooLateToRetry(raw)
                ? new Attempt(new Outcome.DeadLetter("DEADLINE_EXCEEDED", "it was to be tried again"), List.of())
                : attempt(raw);
        try {
            settle(raw, attempt.outcome(), attempt.records());
        } catch (RecordTooLargeException e) {
            settle(
                    raw,
                    new Outcome.DeadLetter("RECORD_TOO_LARGE", "what follows from the record is larger than allowed"),
                    List.of());
        }
    }

    /** A first attempt is made even so: what the record tells may be all that there is to tell. */
    private boolean isTooLateToRetry(RawRecord raw) {
        return raw.attempt() > 0
                && raw.deadline()
                        .filter(deadline -> deadline.isBefore(clock.instant()))
                        .isPresent();
    }

    private Attempt attempt(RawRecord raw) throws InterruptedException {
        try {
            Outcome outcome = handle(raw);
            return new Attempt(
                    outcome, outcome instanceof Outcome.Done done ? sender.prepare(raw, done.emissions()) : List.of());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Errors too that one record can cause: it must not hold up the others.
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            LOGGER.atWarn()
                    .addKeyValue("topic", raw.topic())
                    .addKeyValue("partition", raw.partition())
                    .addKeyValue("offset", raw.offset())
                    .addKeyValue("attempt", raw.attempt())
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("Handler failed");
            LOGGER.atDebug().setCause(e).log("Handler failed");
            return new Attempt(FailureClassifier.classify(e, raw.attempt(), maxAttempts), List.of());
        }
    }

    private Outcome handle(RawRecord raw) throws Exception {
        SpecificRecord value = deserializer.deserialize(raw.topic(), raw.value());
        if (!definition.valueType().isInstance(value)) {
            String found = value == null ? "no value" : value.getSchema().getFullName();
            return new Outcome.DeadLetter("UNEXPECTED_TYPE", "the record is " + found);
        }
        Delivery<V> delivery = new Delivery<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.key(),
                definition.valueType().cast(value),
                raw.headers());
        return metrics.timed(() -> definition.handler().handle(delivery));
    }

    private void settle(RawRecord raw, Outcome outcome, List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException {
        Outcome settled = outcome;
        switch (outcome) {
            case Outcome.Done done -> sender.send(records);
            case Outcome.RetryLater retry
            when raw.attempt() + 1 >= maxAttempts -> {
                Outcome.DeadLetter dead = new Outcome.DeadLetter("ATTEMPTS_EXHAUSTED", retry.reason());
                sender.deadLetter(raw, dead);
                settled = dead;
            }
            case Outcome.RetryLater retry -> settled = sender.retry(raw, retry);
            case Outcome.Postpone wait -> settled = sender.postpone(raw, wait);
            case Outcome.DeadLetter dead -> sender.deadLetter(raw, dead);
        }
        metrics.settled(settled);
    }
}
