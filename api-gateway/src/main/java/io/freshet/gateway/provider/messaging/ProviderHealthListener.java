package io.freshet.gateway.provider.messaging;

import io.freshet.gateway.config.KafkaConsumers;
import io.freshet.gateway.provider.Circuit;
import io.freshet.gateway.provider.Circuits;
import io.freshet.schemas.ProviderHealth;
import io.freshet.schemas.Topics;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health of providers as the workers tell it, read from its compacted topic from the beginning and then kept up to date. */
@Context
final class ProviderHealthListener implements Circuits, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProviderHealthListener.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PROVIDER_HEALTH.name(), 0);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> deserializer;
    private final HealthReports reports;
    private final Thread thread;
    private volatile boolean running = true;

    ProviderHealthListener(KafkaConsumers consumers, Deserializer<SpecificRecord> deserializer, Clock clock) {
        this.deserializer = deserializer;
        this.reports = new HealthReports(clock);
        this.consumer = consumers.table();
        this.thread = Thread.ofPlatform().name("provider-health").start(this::run);
    }

    @Override
    public Circuit of(String code) {
        return reports.circuit(code);
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (running) {
                consumer.poll(Duration.ofMillis(500)).forEach(this::take);
                reports.prune();
            }
        } catch (WakeupException | InterruptException e) {
            LOGGER.atDebug().log("Provider health told to stop");
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                reports.remove(record.key());
            } else if (deserializer.deserialize(record.topic(), record.value()) instanceof ProviderHealth health) {
                reports.put(record.key(), health.getCode(), report(health));
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("offset", record.offset()).setCause(e).log("Health of a provider skipped");
        }
    }

    private static Circuit.Report report(ProviderHealth health) {
        Circuit.State state = switch (health.getCircuit()) {
            case CLOSED -> Circuit.State.CLOSED;
            case HALF_OPEN -> Circuit.State.HALF_OPEN;
            case OPEN -> Circuit.State.OPEN;
            case UNKNOWN -> Circuit.State.UNKNOWN;
        };
        return new Circuit.Report(state, health.getSince(), health.getReportedAt());
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        running = false;
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }
}
