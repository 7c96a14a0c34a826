package io.freshet.gateway.catalogue.messaging;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.config.KafkaConsumers;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.Topics;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of providers, read from its compacted topic from the beginning and then kept up to date. */
@Context
final class ProviderCatalogueListener implements ProviderCatalogue, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProviderCatalogueListener.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PROVIDER_CATALOGUE.name(), 0);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> deserializer;
    private final Map<String, Positioned> providers = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean running = true;

    ProviderCatalogueListener(KafkaConsumers consumers, Deserializer<SpecificRecord> deserializer) {
        this.deserializer = deserializer;
        this.consumer = consumers.table();
        this.thread = Thread.ofPlatform().name("provider-catalogue").start(this::run);
    }

    private record Positioned(int position, Provider provider) {}

    @Override
    public List<Provider> all() {
        return providers.values().stream()
                .sorted(Comparator.comparingInt(Positioned::position)
                        .thenComparing(entry -> entry.provider().code()))
                .map(Positioned::provider)
                .toList();
    }

    @Override
    public Optional<Provider> find(String code) {
        return Optional.ofNullable(providers.get(code)).map(Positioned::provider);
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (running) {
                consumer.poll(Duration.ofMillis(500)).forEach(this::take);
            }
        } catch (WakeupException | InterruptException e) {
            LOGGER.atDebug().log("Catalogue told to stop");
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                providers.remove(record.key());
            } else if (deserializer.deserialize(record.topic(), record.value()) instanceof ProviderDescriptor found) {
                providers.put(found.getCode(), new Positioned(found.getPosition(), provider(found)));
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("offset", record.offset()).setCause(e).log("Descriptor skipped");
        }
    }

    private static Provider provider(ProviderDescriptor descriptor) {
        List<PartyType> types = new ArrayList<>();
        for (EntityType type : descriptor.getEntityTypes()) {
            switch (type) {
                case COMPANY -> types.add(PartyType.COMPANY);
                case PERSON -> types.add(PartyType.PERSON);
                case UNKNOWN -> LOGGER.atDebug().log("A type that this version does not know");
            }
        }
        return new Provider(
                descriptor.getCode(),
                descriptor.getName(),
                types,
                descriptor.getCountries(),
                descriptor.getBasicData(),
                descriptor.getYields(),
                descriptor.getCostCents(),
                new Provider.Calls(
                        descriptor.getCredential(),
                        Duration.ofMillis(descriptor.getTimeoutMs()),
                        Duration.ofSeconds(descriptor.getCacheTtlSeconds()),
                        quota(descriptor),
                        DescribedParameters.of(descriptor)));
    }

    private static Provider.@Nullable Quota quota(ProviderDescriptor descriptor) {
        return descriptor.getQuotaPermits() == 0
                ? null
                : new Provider.Quota(
                        descriptor.getQuotaPermits(), Duration.ofSeconds(descriptor.getQuotaPeriodSeconds()));
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        running = false;
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }
}
