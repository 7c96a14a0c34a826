package io.freshet.gateway;

import io.freshet.embedded.SharedParts;
import io.freshet.embedded.WholeTopic;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.Headers;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The gateway without its HTTP server, on a database of its own, with all its topics on the given broker. */
public final class RunningGateway implements AutoCloseable {

    /** The one provider of the catalogue. */
    public static final String PROVIDER = "br_test_registry_enrichment";

    /** Items of batches that a tenant may have running. */
    public static final int BATCH_IN_FLIGHT = 5;

    /** Longer than anything takes on a machine that has other work. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrapServers;
    private final RegistryAvroSerializer<SpecificRecord> serializer;
    private final RegistryAvroDeserializer<SpecificRecord> deserializer;
    private final Producer<String, byte[]> producer;
    private final ApplicationContext context;

    private RunningGateway(String bootstrapServers) {
        Map<String, Object> registry =
                Map.of("schema.registry.url", SharedParts.registry().url(), "specific.avro.reader", true);
        this.bootstrapServers = bootstrapServers;
        this.serializer = new RegistryAvroSerializer<>(registry);
        this.deserializer = new RegistryAvroDeserializer<>(registry);
        new TopicProvisioner(clients(), new SchemaRegistryClient(registry), (short) 1).provision(Topics.all());
        this.producer = new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer());
        this.context = ApplicationContext.run(Map.of(
                "datasources.default.url", SharedParts.postgres().newDatabase(),
                "datasources.default.username", SharedParts.postgres().user(),
                "datasources.default.password", SharedParts.postgres().password(),
                "freshet.kafka-bootstrap-servers", bootstrapServers,
                "freshet.schema-registry-url", SharedParts.registry().url(),
                "freshet.batch-in-flight", BATCH_IN_FLIGHT));
        announceProvider();
    }

    private void announceProvider() {
        String topic = Topics.PROVIDER_CATALOGUE.name();
        List<EntityType> types = List.of(EntityType.COMPANY, EntityType.PERSON);
        ProviderDescriptor provider = ProviderDescriptor.newBuilder()
                .setCode(PROVIDER)
                .setName("Test registry")
                .setEntityTypes(types)
                .setCountries(List.of())
                .setBasicData(true)
                .setYields(List.of())
                .setCostCents(7)
                .setPosition(0)
                .build();
        producer.send(new ProducerRecord<>(topic, PROVIDER, serialize(topic, provider)));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bean(ProviderCatalogue.class).find(PROVIDER).isPresent());
    }

    /** A gateway on the shared broker; only one may run, because instances share the event topics. */
    static RunningGateway onSharedBroker() {
        return new RunningGateway(SharedParts.kafka().bootstrapServers());
    }

    /** A gateway on a broker of the test's own. */
    public static RunningGateway on(String bootstrapServers) {
        return new RunningGateway(bootstrapServers);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Database database() {
        return bean(Database.class);
    }

    /** Makes a topic of one partition. */
    public void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(clients())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    public byte[] serialize(String topic, SpecificRecord value) {
        return serializer.serialize(topic, value);
    }

    public SpecificRecord deserialize(ConsumerRecord<String, byte[]> record) {
        return deserializer.deserialize(record.topic(), record.value());
    }

    /** Sends a record, waits for the broker to have it and gives its offset. */
    public long send(ProducerRecord<String, byte[]> record) throws Exception {
        return producer.send(record).get().offset();
    }

    /** The command with which an interactive job began; waits until it is sent. */
    public EnrichEntity enrichmentCommand(RefreshCommand job) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> records(Topics.ENRICHMENT_COMMANDS.name()).stream()
                                .filter(record -> header(record, Headers.JOB_ID)
                                        .equals(job.jobId().toString()))
                                .map(record -> (EnrichEntity) deserialize(record))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** Every record that the topic holds at this moment. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        return WholeTopic.records(bootstrapServers, topic);
    }

    /** The text of a record's header; empty without it. */
    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? ""
                : new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private Map<String, Object> clients() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Override
    public void close() {
        context.close();
        producer.close(Duration.ofSeconds(5));
    }
}
