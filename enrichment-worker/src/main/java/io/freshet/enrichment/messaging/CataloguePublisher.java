package io.freshet.enrichment.messaging;

import io.freshet.core.PartyType;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Credentials;
import io.freshet.enrichment.catalogue.ProviderDefinition.RateLimit;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.ProviderParameter;
import io.freshet.schemas.Topics;
import io.freshet.worker.WorkerParts;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the gateway which providers this worker can call. The topic is compacted, so each start may tell again. */
public final class CataloguePublisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(CataloguePublisher.class);

    private CataloguePublisher() {}

    /** Publishes, trying again until broker, topic and schema are there. */
    public static void publish(List<ProviderDefinition> catalogue, WorkerParts parts) throws InterruptedException {
        for (ProviderDefinition provider : catalogue) {
            while (!sent(provider, parts)) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        LOGGER.atInfo().addKeyValue("providers", catalogue.size()).log("Catalogue published");
    }

    private static boolean sent(ProviderDefinition provider, WorkerParts parts) throws InterruptedException {
        String topic = Topics.PROVIDER_CATALOGUE.name();
        try {
            byte[] value = parts.serializer().serialize(topic, describe(provider));
            Future<RecordMetadata> sent = parts.producer().send(new ProducerRecord<>(topic, provider.code(), value));
            sent.get();
            return true;
        } catch (KafkaException | ExecutionException e) {
            LOGGER.atInfo().addKeyValue("cause", e.getClass().getSimpleName()).log("Catalogue not published yet");
            return false;
        }
    }

    private static ProviderDescriptor describe(ProviderDefinition provider) {
        return ProviderDescriptor.newBuilder()
                .setCode(provider.code())
                .setName(provider.name())
                .setEntityTypes(provider.coverage().types().stream()
                        .map(CataloguePublisher::type)
                        .toList())
                .setCountries(provider.coverage().countries())
                .setBasicData(provider.coverage().basicData())
                .setYields(provider.coverage().yields())
                .setCostCents(provider.costCents())
                .setPosition(provider.position())
                .setCredential(provider.credentials().map(Credentials::secret).orElse(null))
                .setTimeoutMs(provider.timeout().toMillis())
                .setCacheTtlSeconds(provider.cache().ttl().toSeconds())
                .setQuotaPermits(provider.rateLimit().map(RateLimit::permits).orElse(0))
                .setQuotaPeriodSeconds(provider.rateLimit()
                        .map(limit -> Math.max(1, limit.per().toSeconds()))
                        .orElse(0L))
                .setParameters(provider.parameters().entrySet().stream()
                        .map(parameter -> new ProviderParameter(
                                parameter.getKey(),
                                parameter.getValue().description(),
                                parameter.getValue().pattern().pattern()))
                        .sorted(Comparator.comparing(ProviderParameter::getName))
                        .toList())
                .build();
    }

    private static EntityType type(PartyType type) {
        return switch (type) {
            case COMPANY -> EntityType.COMPANY;
            case PERSON -> EntityType.PERSON;
        };
    }
}
