package io.freshet.worker;

import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a worker is made of.
 *
 * @param consumer not subscribed yet
 * @param maxAttempts how often a record is tried before it is dead-lettered
 */
public record WorkerParts(
        Consumer<String, byte[]> consumer,
        Producer<String, byte[]> producer,
        Serializer<SpecificRecord> serializer,
        Deserializer<? extends SpecificRecord> deserializer,
        Clock clock,
        int maxAttempts) {

    private static final int MAX_ATTEMPTS = 8;

    /** The parts of a worker of group {@code name}, connected as the settings say. */
    public static WorkerParts connect(String name, WorkerSettings settings) {
        Map<String, Object> registry = Map.of(
                "schema.registry.url", settings.registryUrl(),
                "auto.register.schemas", false,
                "specific.avro.reader", true);
        return new WorkerParts(
                consumer(name, settings),
                producer(settings),
                new RegistryAvroSerializer<>(registry),
                new RegistryAvroDeserializer<SpecificRecord>(registry),
                Clock.systemUTC(),
                MAX_ATTEMPTS);
    }

    /**
     * A consumer of group {@code name} under the protocol of KIP-848, whose session time-out is the broker's to set
     * ({@code group.consumer.session.timeout.ms}; 6 s in our deployments, so that a killed worker's partitions move in time).
     */
    public static Consumer<String, byte[]> consumer(String name, WorkerSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(500, Math.max(50, settings.maxInFlight())));
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that loses and repeats nothing within a session. */
    public static Producer<String, byte[]> producer(WorkerSettings settings) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
