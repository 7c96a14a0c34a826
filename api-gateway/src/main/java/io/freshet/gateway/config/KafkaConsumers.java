package io.freshet.gateway.config;

import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers of this service; values stay bytes, so that one unreadable record does not stop the poll loop. */
@Singleton
public final class KafkaConsumers {

    private final PartSettings settings;

    KafkaConsumers(PartSettings settings) {
        this.settings = settings;
    }

    /** Shares the event topics with the other gateway instances. */
    public Consumer<String, byte[]> projector() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafkaBootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "freshet.api-gateway.projector",
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "consumer",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        500,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads a compacted topic from its beginning, without a group; the caller assigns the partitions. */
    public Consumer<String, byte[]> table() {
        return withoutGroup("earliest");
    }

    /** Sees every record of a topic from now on, without a group; the caller assigns the partitions. */
    public Consumer<String, byte[]> tail() {
        return withoutGroup("latest");
    }

    private Consumer<String, byte[]> withoutGroup(String reset) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafkaBootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        reset,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
