package io.freshet.enrichment;

import io.freshet.embedded.SharedParts;
import io.freshet.embedded.WholeTopic;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.Party;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topic;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.freshet.worker.WorkerParts;
import io.freshet.worker.WorkerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** An enrichment worker on real parts, in front of a {@link FakeRegister}. */
final class EnrichmentFixture {

    static final String BRAZIL = "br_brasilapi_company_enrichment";
    static final String BRITAIN = "gb_companieshouse_company_enrichment";

    final FakeRegister register = new FakeRegister();
    private final String bootstrap = SharedParts.kafka().bootstrapServers();
    private final Map<String, Object> registry =
            Map.of("schema.registry.url", SharedParts.registry().url(), "specific.avro.reader", true);
    private final String database = SharedParts.postgres().newDatabase();
    private final RegistryAvroSerializer<EnrichEntity> serializer = new RegistryAvroSerializer<>(registry);
    private final RegistryAvroDeserializer<EntityEnriched> deserializer = new RegistryAvroDeserializer<>(registry);
    private final Producer<String, byte[]> producer;
    private final AutoCloseable worker;

    EnrichmentFixture(Path providers) throws Exception {
        this(providers, Map.of());
    }

    /** A worker with more in its environment. */
    EnrichmentFixture(Path providers, Map<String, String> more) throws Exception {
        new TopicProvisioner(Map.of("bootstrap.servers", bootstrap), new SchemaRegistryClient(registry), (short) 1)
                .provision(Topics.all());
        writeImpatientProvider(providers);
        Map<String, String> environment = new HashMap<>(Map.of(
                "FRESHET_KAFKA_BOOTSTRAP_SERVERS", bootstrap,
                "FRESHET_SCHEMA_REGISTRY_URL", SharedParts.registry().url(),
                "FRESHET_DATABASE_URL", database,
                "FRESHET_DATABASE_USER", SharedParts.postgres().user(),
                "FRESHET_DATABASE_PASSWORD", SharedParts.postgres().password(),
                "FRESHET_PROVIDERS_DIRECTORY", providers.toString(),
                "FRESHET_PROVIDER_BASE_URL_BRASILAPI", register.url(),
                "FRESHET_PROVIDER_BASE_URL_COMPANIESHOUSE", register.url(),
                "FRESHET_SECRET_COMPANIES_HOUSE", "secret"));
        environment.putAll(more);
        producer = WorkerParts.producer(WorkerSettings.fromEnvironment(environment));
        worker = EnrichmentWorker.start(environment, () -> {
            throw new IllegalStateException("the worker ended by itself");
        });
    }

    /** The shipped provider with less patience. */
    private static void writeImpatientProvider(Path folder) throws IOException {
        String name = "/providers/" + BRAZIL + ".yaml";
        try (InputStream file = Objects.requireNonNull(EnrichmentFixture.class.getResourceAsStream(name), name)) {
            String shipped = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String impatient = shipped.replace("timeout: 10s", "timeout: 2s")
                    .replace(
                            "{maxAttempts: 3, backoff: 200ms..5s, jitter: 0.2}",
                            "{maxAttempts: 2, backoff: 10ms..1s, jitter: 0.2}");
            Files.writeString(folder.resolve(BRAZIL + ".yaml"), impatient);
        }
    }

    static EnrichEntity command(String taxId, boolean forceRefresh, Duration time, String... providers) {
        Party party = Party.newBuilder()
                .setType(EntityType.COMPANY)
                .setCountry("BR")
                .setTaxId(taxId)
                .build();
        JobContext context = JobContext.newBuilder()
                .setJobId(UUID.randomUUID().toString())
                .setTenantId(UUID.randomUUID().toString())
                .setEntityId(UUID.randomUUID().toString())
                .setRoot(party)
                .setSlip(List.of(Stage.ENRICH, Stage.RULES))
                .setDeadline(Instant.now().plus(time))
                .setForceRefresh(forceRefresh)
                .build();
        return EnrichEntity.newBuilder()
                .setContext(context)
                .setNodeId("root")
                .setParty(party)
                .setDepth(0)
                .setProviders(List.of(providers))
                .build();
    }

    void send(EnrichEntity command) {
        String topic = Topics.ENRICHMENT_COMMANDS.name();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, command.getContext().getEntityId(), serializer.serialize(topic, command));
        JobHeaders.of(command.getContext(), "EnrichEntity", "root", "ENRICH")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(record); // read() flushes
    }

    /** The events of a command's job. */
    List<ConsumerRecord<String, byte[]>> events(EnrichEntity command) {
        String jobId = command.getContext().getJobId();
        return read(Topics.ENRICHMENT_EVENTS).stream()
                .filter(record -> record.key().equals(jobId))
                .toList();
    }

    EntityEnriched decode(ConsumerRecord<String, byte[]> record) {
        return deserializer.deserialize(record.topic(), record.value());
    }

    /** What workers have told of their providers. */
    List<ProviderDescriptor> catalogue() {
        RegistryAvroDeserializer<ProviderDescriptor> descriptors = new RegistryAvroDeserializer<>(registry);
        return read(Topics.PROVIDER_CATALOGUE).stream()
                .map(record -> descriptors.deserialize(record.topic(), record.value()))
                .toList();
    }

    /** Records of a command's job on retry tiers and among the dead letters. */
    List<ConsumerRecord<String, byte[]>> setAside(EnrichEntity command) {
        Stream<Topic> tiers = Topics.ENRICHMENT.retryTiers().stream().map(Topics.RetryTier::topic);
        return Stream.concat(tiers, Stream.of(Topics.ENRICHMENT.deadLetters()))
                .flatMap(topic -> read(topic).stream())
                .filter(record -> record.key().equals(command.getContext().getEntityId()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        producer.flush();
        return WholeTopic.records(bootstrap, topic.name());
    }

    /** Lets nobody into the worker's database any more, or lets them in again. */
    void allowConnections(boolean allowed) throws SQLException {
        String name = database.substring(database.lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(
                        SharedParts.postgres().jdbcUrl(),
                        SharedParts.postgres().user(),
                        SharedParts.postgres().password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allowed);
            if (!allowed) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
        }
    }

    void close() throws Exception {
        worker.close();
        producer.close();
        register.close();
    }
}
