package io.freshet.gateway.projection.messaging;

import io.freshet.gateway.config.KafkaConsumers;
import io.freshet.gateway.failure.PartAwayException;
import io.freshet.gateway.projection.DeadLetter;
import io.freshet.gateway.projection.DeadLetterRepository;
import io.freshet.gateway.projection.Projector;
import io.freshet.gateway.projection.StageEvent;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryUnavailableException;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the projector from the event topics and the dead letters of the stages.
 *
 * <p>One thread: poll, project the batch in one transaction, commit the offsets. When the transaction fails, the batch is
 * read again after a pause, for ever: the database will come back. When it fails for a reason in the records, they are
 * projected one by one and the one at fault is kept among the dead letters, so that it stops nobody.
 */
@Context
final class StageEventListener implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StageEventListener.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Map<String, String> STAGE_OF_DEAD_LETTERS = Map.of(
            Topics.ENRICHMENT.deadLetters().name(), "enrichment",
            Topics.OWNERSHIP.deadLetters().name(), "ownership",
            Topics.RULES.deadLetters().name(), "rules");

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> deserializer;
    private final StageEventReader events;
    private final Projector projector;
    private final DeadLetterRepository deadLetters;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean running = true;

    StageEventListener(
            KafkaConsumers consumers,
            Deserializer<SpecificRecord> deserializer,
            StageEventReader events,
            Projector projector,
            DeadLetterRepository deadLetters,
            Clock clock) {
        this.consumer = consumers.projector();
        this.deserializer = deserializer;
        this.events = events;
        this.projector = projector;
        this.deadLetters = deadLetters;
        this.clock = clock;
        List<String> topics = new ArrayList<>(STAGE_OF_DEAD_LETTERS.keySet());
        topics.add(Topics.ENRICHMENT_EVENTS.name());
        topics.add(Topics.OWNERSHIP_EVENTS.name());
        topics.add(Topics.RULES_EVENTS.name());
        consumer.subscribe(topics);
        this.thread = Thread.ofPlatform().name("projector").start(this::run);
    }

    private void run() {
        try (consumer) {
            while (running) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    projectOrRewind(records);
                }
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Projector told to stop");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("Projector stopped");
        }
    }

    private void projectOrRewind(ConsumerRecords<String, byte[]> records) {
        try {
            project(records);
            consumer.commitSync();
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("records", records.count())
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .setCause(e)
                    .log("Batch not projected; it is read again");
            records.partitions()
                    .forEach(partition -> consumer.seek(
                            partition, records.records(partition).getFirst().offset()));
            pause();
        }
    }

    private void project(ConsumerRecords<String, byte[]> records) {
        List<StageEvent> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            read(record).ifPresent(batch::add);
        }
        try {
            projector.project(batch);
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
            LOGGER.atWarn().setCause(e).log("Batch failed; its events are projected one by one");
            projectOneByOne(records);
        }
    }

    private void projectOneByOne(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            Optional<StageEvent> event = read(record);
            if (event.isEmpty()) {
                continue;
            }
            try {
                projector.project(List.of(event.get()));
            } catch (RuntimeException e) {
                if (isTransient(e)) {
                    throw e;
                }
                LOGGER.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("offset", record.offset())
                        .setCause(e)
                        .log("Event cannot be projected");
                deadLetters.keep(DeadLetterReader.refused(record, "NOT_PROJECTED", e));
            }
        }
    }

    private Optional<StageEvent> read(ConsumerRecord<String, byte[]> record) {
        String stage = STAGE_OF_DEAD_LETTERS.get(record.topic());
        if (stage != null) {
            return gaveUp(record, stage);
        }
        try {
            return Optional.of(events.read(deserializer.deserialize(record.topic(), record.value())));
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            deadLetters.keep(DeadLetterReader.refused(record, "UNREADABLE_RECORD", e));
            return Optional.empty();
        }
    }

    private Optional<StageEvent> gaveUp(ConsumerRecord<String, byte[]> record, String stage) {
        DeadLetter letter = DeadLetterReader.givenUp(record, stage);
        deadLetters.keep(letter);
        return Optional.ofNullable(letter.jobId())
                .map(id -> new StageEvent.GaveUp(id, stage, letter.code(), clock.instant()));
    }

    /** Whether a failure lies in the moment, not in the record. */
    private static boolean isTransient(RuntimeException failure) {
        return failure instanceof PartAwayException || failure instanceof RegistryUnavailableException;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        running = false;
        consumer.wakeup();
        thread.join(Duration.ofSeconds(10));
    }
}
