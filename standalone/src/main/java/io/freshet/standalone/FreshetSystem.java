package io.freshet.standalone;

import io.freshet.embedded.ChildProcess;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedPostgres;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.Ports;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.freshet.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A whole Freshet: broker, PostgreSQL, registry and simulator, and the four services as processes from their own jars. What
 * {@code ./freshet up} starts, and the fixture of the acceptance tests and benchmarks, which kill and restart its parts.
 */
public final class FreshetSystem implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final SystemOptions options;
    private final Path cache;
    private final Simulator simulator;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRegistry registry;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, ChildProcess> processes = new ConcurrentHashMap<>();

    private FreshetSystem(SystemOptions options, Consumer<String> progress) {
        this.options = options;
        this.cache = options.home().resolve("embedded").resolve("target").resolve("cds");
        SystemOptions.Ports ports = options.ports();
        Path data = options.data();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<EmbeddedKafka> broker = part(
                    "kafka", progress, threads, () -> EmbeddedKafka.start(data.resolve("kafka"), cache, ports.kafka()));
            CompletableFuture<EmbeddedPostgres> database = part(
                    "postgres",
                    progress,
                    threads,
                    () -> EmbeddedPostgres.start(data.resolve("postgres"), ports.postgres()));
            CompletableFuture<EmbeddedRegistry> schemas = part(
                    "registry",
                    progress,
                    threads,
                    () -> EmbeddedRegistry.start(data.resolve("registry"), cache, ports.registry()));
            this.simulator = Simulator.start(ports.simulator());
            this.kafka = broker.join();
            this.registry = schemas.join();
            this.postgres = database.join();
        }
        timed("topics", progress, () -> {
            new TopicProvisioner(
                            Map.of("bootstrap.servers", kafka.bootstrapServers()),
                            new SchemaRegistryClient(Map.of("schema.registry.url", registry.url())),
                            (short) 1)
                    .provision(Topics.all());
            return true;
        });
        describeServices(ports);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ChildProcess>> starting = services.values().stream()
                    .map(service -> part(service.name(), progress, threads, () -> launch(service)))
                    .toList();
            starting.forEach(CompletableFuture::join);
        }
    }

    private record Service(String name, int managementPort, int heapMegabytes, Map<String, String> environment) {}

    /**
     * Starts everything and returns when it is ready.
     *
     * @param progress takes a line per part
     * @throws IllegalStateException with the end of the log, when a part does not start
     */
    public static FreshetSystem start(SystemOptions options, Consumer<String> progress) {
        return new FreshetSystem(options, progress);
    }

    private static <T> CompletableFuture<T> part(
            String name, Consumer<String> progress, ExecutorService threads, Supplier<T> starter) {
        return CompletableFuture.supplyAsync(() -> timed(name, progress, starter), threads);
    }

    private static <T> T timed(String name, Consumer<String> progress, Supplier<T> starter) {
        long start = System.nanoTime();
        T started = starter.get();
        progress.accept("%-20s ready after %d ms".formatted(name, (System.nanoTime() - start) / 1_000_000));
        return started;
    }

    private void describeServices(SystemOptions.Ports ports) {
        Map<String, String> shared = new HashMap<>(options.environment());
        shared.put("FRESHET_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        shared.put("FRESHET_SCHEMA_REGISTRY_URL", registry.url());
        shared.put("FRESHET_DATABASE_URL", postgres.jdbcUrl());
        shared.put("FRESHET_DATABASE_USER", postgres.user());
        shared.put("FRESHET_DATABASE_PASSWORD", postgres.password());
        Map<String, String> gateway = new HashMap<>(shared);
        gateway.put("FRESHET_HTTP_HOST", "127.0.0.1");
        gateway.put("FRESHET_HTTP_PORT", Integer.toString(Ports.orFree(ports.gateway())));
        gateway.put("FRESHET_BOOTSTRAP_TENANT", "dev");
        gateway.put("FRESHET_BOOTSTRAP_API_KEY", options.apiKey());
        Map<String, String> enrichment = new HashMap<>(shared);
        if (!options.live()) {
            enrichment.put("FRESHET_PROVIDER_BASE_URL_BRASILAPI", simulator.url() + "/brasilapi");
            enrichment.put("FRESHET_PROVIDER_BASE_URL_COMPANIESHOUSE", simulator.url() + "/companieshouse");
            enrichment.put("FRESHET_SECRET_COMPANIES_HOUSE", "simulator");
        }
        Map<String, String> shareholder = new HashMap<>(shared);
        shareholder.put(
                "FRESHET_STATE_DIRECTORY",
                options.data().resolve("ownership").toAbsolutePath().toString());
        add(new Service("api-gateway", Ports.orFree(ports.management()), 384, gateway));
        add(new Service("enrichment-worker", Ports.orFree(0), 256, enrichment));
        add(new Service("shareholder-worker", Ports.orFree(0), 256, shareholder));
        add(new Service("rules-worker", Ports.orFree(0), 256, shared));
    }

    private void add(Service service) {
        services.put(service.name(), service);
    }

    private ChildProcess launch(Service service) {
        Path jar = options.home()
                .resolve(service.name())
                .resolve("target")
                .resolve(service.name() + "-0.1.0-SNAPSHOT.jar");
        List<String> command = new ArrayList<>(List.of(
                "-Xmx" + service.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + cache.resolve(service.name() + ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.put("FRESHET_MANAGEMENT_PORT", Integer.toString(service.managementPort()));
        ChildProcess process = ChildProcess.start(
                service.name(),
                ChildProcess.java(command),
                environment,
                options.data().resolve("logs").resolve(service.name() + ".log"));
        processes.put(service.name(), process);
        String health =
                service.name().equals("api-gateway") ? gatewayUrl() : "http://127.0.0.1:" + service.managementPort();
        return process.awaitReady(() -> HttpProbe.isOk(health + "/health/ready"), START);
    }

    /** Base address of the REST API. */
    public String gatewayUrl() {
        return "http://127.0.0.1:" + service("api-gateway").environment().get("FRESHET_HTTP_PORT");
    }

    /** Base address of the gateway's management port. */
    public String managementUrl() {
        return "http://127.0.0.1:" + service("api-gateway").managementPort();
    }

    public Simulator simulator() {
        return simulator;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public String apiKey() {
        return options.apiKey();
    }

    /** The processes by name: {@code kafka}, {@code registry} and the services. */
    public Map<String, ChildProcess> processes() {
        Map<String, ChildProcess> all = new LinkedHashMap<>();
        all.put("kafka", kafka.process());
        all.put("registry", registry.process());
        services.keySet().forEach(name -> all.put(name, processes.get(name)));
        return all;
    }

    /** SIGKILL to a service. */
    public void kill(String name) {
        Objects.requireNonNull(processes.get(service(name).name()), name).kill();
    }

    /** Starts a service again and returns when it is ready. */
    public void restart(String name) {
        launch(service(name));
    }

    private Service service(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no service " + name + "; there are " + services.keySet());
        }
        return service;
    }

    /** Ends the services first, so that they can leave in order, then the parts. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            processes.values().forEach(process -> threads.submit(process::close));
        }
        simulator.close();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(kafka::close);
            threads.submit(registry::close);
            threads.submit(postgres::close);
        }
    }
}
