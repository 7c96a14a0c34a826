package io.freshet.worker;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
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
    private final int maxAttempts;

    RecordTask(
            WorkerDefinition<V> definition,
            Deserializer<? extends SpecificRecord> deserializer,
            RecordSender sender,
            WorkerMetrics metrics,
            int maxAttempts) {
        this.definition = definition;
        this.deserializer = deserializer;
        this.sender = sender;
        this.metrics = metrics;
        this.maxAttempts = maxAttempts;
    }

    /**
     * Handles the record.
     *
     * @throws InterruptedException when the worker ends first; the record is then not done
     */
    void run(RawRecord raw) throws InterruptedException {
        Outcome outcome = handle(raw);
        try {
            settle(raw, outcome);
        } catch (SerializationException | RecordTooLargeException e) {
            // An emission that cannot be written is the handler's fault, or the registry's.
            settle(raw, FailureClassifier.classify(e, raw.attempt(), maxAttempts));
        }
    }

    private Outcome handle(RawRecord raw) throws InterruptedException {
        try {
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
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
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
            return FailureClassifier.classify(e, raw.attempt(), maxAttempts);
        }
    }

    private void settle(RawRecord raw, Outcome outcome) throws InterruptedException {
        switch (outcome) {
            case Outcome.Done done -> sender.emit(done.emissions());
            case Outcome.RetryLater retry -> {
                if (raw.attempt() + 1 >= maxAttempts) {
                    settle(raw, new Outcome.DeadLetter("ATTEMPTS_EXHAUSTED", retry.reason()));
                    return;
                }
                outcome = sender.retry(raw, retry);
            }
            case Outcome.DeadLetter dead -> sender.deadLetter(raw, dead);
        }
        metrics.settled(outcome);
    }
}
