package io.freshet.enrichment;

import io.freshet.embedded.ChildProcess;
import io.freshet.embedded.SharedParts;
import io.freshet.embedded.WholeTopic;
import io.freshet.schemas.BudgetEvent;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.Party;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.ProviderHealth;
import io.freshet.schemas.ProviderMode;
import io.freshet.schemas.ProviderState;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
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
    private final Map<String, String> environment;
    private final Deque<AutoCloseable> workers = new ArrayDeque<>();

    /** With one worker in this process. */
    EnrichmentFixture(Path providers) throws Exception {
        this(providers, 1, Map.of(), yaml -> yaml);
    }

    /** With one worker in this process, with more in its environment. */
    EnrichmentFixture(Path providers, Map<String, String> more) throws Exception {
        this(providers, 1, more, yaml -> yaml);
    }

    /**
     * With a number of workers in this process.
     *
     * @param more of the environment
     * @param change of the file of {@link #BRAZIL}
     */
    EnrichmentFixture(Path providers, int number, Map<String, String> more, UnaryOperator<String> change)
            throws Exception {
        new TopicProvisioner(Map.of("bootstrap.servers", bootstrap), new SchemaRegistryClient(registry), (short) 1)
                .provision(Topics.all());
        writeImpatientProvider(providers, change);
        environment = new HashMap<>(Map.of(
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
        for (int i = 0; i < number; i++) {
            workers.add(EnrichmentWorker.start(environment, () -> {
                throw new IllegalStateException("the worker ended by itself");
            }));
        }
    }

    /** The shipped provider with less patience. */
    private static void writeImpatientProvider(Path folder, UnaryOperator<String> change) throws IOException {
        String name = "/providers/" + BRAZIL + ".yaml";
        try (InputStream file = Objects.requireNonNull(EnrichmentFixture.class.getResourceAsStream(name), name)) {
            String shipped = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String impatient = shipped.replace("timeout: 10s", "timeout: 2s")
                    .replace(
                            "{maxAttempts: 3, backoff: 200ms..5s, jitter: 0.2}",
                            "{maxAttempts: 2, backoff: 10ms..1s, jitter: 0.2}")
                    // Its faults are each test's own.
                    .replace("rateLimit: {permits: 180, per: 60s}", "rateLimit: {permits: 100000, per: 1s}")
                    .replace("failureRate: 0.5", "failureRate: 1.0");
            Files.writeString(folder.resolve(BRAZIL + ".yaml"), change.apply(impatient));
        }
    }

    /** A worker as a process of its own; its log is in the folder. */
    ChildProcess startProcess(Path folder, Map<String, String> more) {
        Map<String, String> own = new HashMap<>(environment);
        own.putAll(more);
        return ChildProcess.start(
                "enrichment-worker",
                ChildProcess.java(List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnrichmentWorker.class.getName())),
                own,
                folder.resolve("worker.log"));
    }

    /** A connection to the worker's database; closing it gives up what it locks. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database, SharedParts.postgres().user(), SharedParts.postgres().password());
    }

    /** Nobody has said any more that calls are to wait. */
    void forgetRefusals() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM enrichment.call_limit");
        }
    }

    /** The one number that a query gives. */
    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
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

    /** An operator says something of a provider. */
    void operate(String code, ProviderMode mode) {
        ProviderState state = ProviderState.newBuilder()
                .setCode(code)
                .setState(mode)
                .setBy("test")
                .setAt(Instant.now())
                .build();
        String topic = Topics.PROVIDER_STATES.name();
        try (RegistryAvroSerializer<ProviderState> states = new RegistryAvroSerializer<>(registry)) {
            Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, code, states.serialize(topic, state)));
            producer.flush();
        }
    }

    /** What workers have said of a provider's circuit. */
    List<ProviderHealth> health(String code) {
        try (RegistryAvroDeserializer<ProviderHealth> reports = new RegistryAvroDeserializer<>(registry)) {
            return read(Topics.PROVIDER_HEALTH).stream()
                    .filter(record -> record.value() != null && record.key().startsWith(code + '|'))
                    .map(record -> reports.deserialize(record.topic(), record.value()))
                    .toList();
        }
    }

    /** The budget events of a tenant. */
    List<BudgetEvent> budgetEvents(String tenantId) {
        try (RegistryAvroDeserializer<BudgetEvent> events = new RegistryAvroDeserializer<>(registry)) {
            return read(Topics.PUBLIC_USAGE).stream()
                    .filter(record -> record.key().equals(tenantId))
                    .map(record -> events.deserialize(record.topic(), record.value()))
                    .toList();
        }
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
        while (!workers.isEmpty()) {
            workers.removeLast().close();
        }
        producer.close();
        register.close();
    }
}
