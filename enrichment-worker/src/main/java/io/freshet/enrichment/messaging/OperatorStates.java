package io.freshet.enrichment.messaging;

import io.freshet.enrichment.guard.ProviderModes;
import io.freshet.schemas.ProviderState;
import io.freshet.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators say of providers. Every process reads the whole compacted topic, without a group, from its beginning. */
public final class OperatorStates implements ProviderModes, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OperatorStates.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final Runnable onFailure;
    private final Map<String, Mode> modes = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Starts to read.
     *
     * @param onFailure called once, on a thread of its own, when reading has ended by itself
     */
    public OperatorStates(
            String bootstrapServers, Deserializer<? extends SpecificRecord> deserializer, Runnable onFailure) {
        this(consumer(bootstrapServers), deserializer, onFailure);
    }

    OperatorStates(
            Consumer<String, byte[]> consumer,
            Deserializer<? extends SpecificRecord> deserializer,
            Runnable onFailure) {
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("provider-states").start(this::run);
    }

    private static Consumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public Mode of(String code) {
        return modes.getOrDefault(code, Mode.ENABLED);
    }

    /** Waits until what was said before the start is known; goes on without it after {@code longest}. */
    public void awaitKnown(Duration longest) throws InterruptedException {
        if (!caughtUp.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.atWarn().log("States of providers are not read yet; going on without them");
        }
    }

    /** False when reading has ended by itself. */
    public boolean isLive() {
        return !running || thread.isAlive();
    }

    private void run() {
        List<TopicPartition> partitions = List.of(new TopicPartition(Topics.PROVIDER_STATES.name(), 0));
        try {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                if (consumer.currentLag(partitions.getFirst()).orElse(1) == 0) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Told to stop");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("No more states of providers are read; the worker must be started again");
            Thread.ofPlatform().name("provider-states-failed").start(onFailure);
        } finally {
            // It has no group to leave.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            modes.remove(record.key());
            return;
        }
        try {
            if (deserializer.deserialize(record.topic(), record.value()) instanceof ProviderState state) {
                Mode mode = mode(state);
                modes.put(record.key(), mode);
                LOGGER.atInfo()
                        .addKeyValue("provider", record.key())
                        .addKeyValue("mode", mode)
                        .log("State of provider");
                return;
            }
        } catch (SerializationException e) {
            // Said below.
        }
        LOGGER.atWarn()
                .addKeyValue("offset", record.offset())
                .log("State of a provider that cannot be read is skipped");
    }

    private static Mode mode(ProviderState state) {
        return switch (state.getState()) {
            case PAUSED -> Mode.PAUSED;
            case FORCED_OPEN -> Mode.FORCED_OPEN;
            case ENABLED, UNKNOWN -> Mode.ENABLED;
        };
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
