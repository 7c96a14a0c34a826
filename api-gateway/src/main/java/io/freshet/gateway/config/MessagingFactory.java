package io.freshet.gateway.config;

import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients of broker and registry, and the clock. */
@Factory
final class MessagingFactory {

    private final Map<String, Object> registry;
    private final PartSettings settings;

    MessagingFactory(PartSettings settings) {
        this.settings = settings;
        this.registry = Map.of(
                "schema.registry.url", settings.schemaRegistryUrl(),
                "auto.register.schemas", false,
                "specific.avro.reader", true);
    }

    @Singleton
    Serializer<SpecificRecord> serializer() {
        return new RegistryAvroSerializer<>(registry);
    }

    @Singleton
    Deserializer<SpecificRecord> deserializer() {
        return new RegistryAvroDeserializer<>(registry);
    }

    /** Closed by the relay, its only user. */
    @Singleton
    Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafkaBootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
