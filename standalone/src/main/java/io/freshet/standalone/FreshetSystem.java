package io.freshet.standalone;

import io.freshet.embedded.ChildProcess;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedPostgres;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.StartupCache;
import io.freshet.simulator.Simulator;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A whole Freshet: broker, PostgreSQL, registry and simulator, and the four services as processes from their own jars. What
 * {@code ./freshet up} starts, and the fixture of the acceptance tests and benchmarks, which kill and restart its parts.
 */
public final class FreshetSystem implements AutoCloseable {

    private static final String KAFKA = "kafka";
    private static final String REGISTRY = "registry";
    private static final String GATEWAY = "api-gateway";
    /** Workers without files of their own, so that more of them can share a machine. */
    private static final Set<String> SCALABLE = Set.of("enrichment-worker", "rules-worker");

    private final SystemOptions options;
    private final StartupCache cache;
    private final Simulator simulator;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRegistry registry;
    private final Map<String, ServiceProcess> services = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, ChildProcess> processes = new ConcurrentHashMap<>();

    /**
     * The services start when the parts are there, although most of them would wait: a consumer burns processor time while no broker
     * answers, and that makes the broker late. On known data there is nothing to provision.
     */
    private FreshetSystem(SystemOptions options, StartupCache cache, Consumer<String> progress) {
        this.options = options;
        this.cache = cache;
        SystemOptions.Ports ports = options.ports().chosen();
        Path data = options.data();
        Provisioning provisioning = new Provisioning(data);
        ServiceProcess.all(options, ports).forEach(service -> services.put(service.name(), service));
        CompletableFuture<?> now = CompletableFuture.completedFuture("now");
        try (StartingParts parts = new StartingParts(progress)) {
            CompletableFuture<EmbeddedKafka> broker =
                    parts.start(KAFKA, now, () -> EmbeddedKafka.start(data.resolve("kafka"), cache, ports.kafka()));
            CompletableFuture<EmbeddedRegistry> schemas = parts.start(
                    REGISTRY, now, () -> EmbeddedRegistry.start(data.resolve("registry"), cache, ports.registry()));
            CompletableFuture<EmbeddedPostgres> database = parts.start(
                    "postgres", now, () -> EmbeddedPostgres.start(data.resolve("postgres"), ports.postgres()));
            CompletableFuture<Simulator> registers =
                    parts.start("simulator", now, () -> Simulator.start(ports.simulator()));
            broker.thenAccept(started -> started.process().whenEnded(parts::fail));
            schemas.thenAccept(started -> started.process().whenEnded(parts::fail));
            CompletableFuture<?> needed = CompletableFuture.allOf(broker, schemas, database);
            CompletableFuture<?> topics = provisioning.isDone()
                    ? needed
                    : parts.start("topics", needed, () -> {
                        provisioning.run(
                                broker.join().bootstrapServers(), schemas.join().url());
                        return now;
                    });
            services.values().forEach(service -> parts.start(service.name(), topics, () -> launch(service)));
            parts.await();
            this.kafka = broker.join();
            this.registry = schemas.join();
            this.postgres = database.join();
            this.simulator = registers.join();
        }
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @param progress takes a line per part
     * @throws IllegalStateException with the end of the log, when a part does not start
     */
    public static FreshetSystem start(SystemOptions options, Consumer<String> progress) {
        return start(options, StartupCache.in(cacheFolder(options)), progress);
    }

    /** Starts everything as {@link #start(SystemOptions, Consumer)} does, with a cache of the caller's. */
    static FreshetSystem start(SystemOptions options, StartupCache cache, Consumer<String> progress) {
        return new FreshetSystem(options, cache, progress);
    }

    /** Where what a quick start needs is kept from one start to the next. */
    static Path cacheFolder(SystemOptions options) {
        return options.home().resolve("embedded").resolve("target").resolve("cds");
    }

    private ChildProcess launch(ServiceProcess service) {
        ChildProcess process = service.launch(options, cache);
        processes.put(service.name(), process);
        return service.awaitReady(process);
    }

    /** Base address of the REST API. */
    public String gatewayUrl() {
        return service(GATEWAY).healthUrl();
    }

    /** Base address of the gateway's management port. */
    public String managementUrl() {
        return "http://127.0.0.1:" + service(GATEWAY).managementPort();
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

    /** Key of the tenant {@code dev}. */
    public String apiKey() {
        return options.apiKey();
    }

    /** The processes by name: {@code kafka}, {@code registry} and the services. */
    public Map<String, ChildProcess> processes() {
        Map<String, ChildProcess> all = new LinkedHashMap<>();
        all.put(KAFKA, kafka.process());
        all.put(REGISTRY, registry.process());
        services().forEach(name -> all.put(name, processes.get(name)));
        return all;
    }

    /** Names of the services, which are among {@link #processes}. */
    public List<String> services() {
        synchronized (services) {
            return List.copyOf(services.keySet());
        }
    }

    /** SIGKILL to one of {@link #processes}. */
    public void kill(String name) {
        process(name).kill();
    }

    /** Ends one of {@link #processes} in order. */
    public void stop(String name) {
        process(name).close();
    }

    ChildProcess process(String name) {
        return Objects.requireNonNull(processes().get(name), name);
    }

    /** Starts one of {@link #processes} again, after its end, and returns when it is ready. */
    public void restart(String name) {
        switch (name) {
            case KAFKA -> kafka.restart();
            case REGISTRY -> registry.restart();
            default -> launch(service(name));
        }
    }

    /**
     * Starts one more process of a worker and returns when it is ready.
     *
     * @return its name among {@link #processes}, such as {@code enrichment-worker-2}
     * @throws IllegalArgumentException for a service of which a system here runs one
     */
    public String addWorker(String name) {
        if (!SCALABLE.contains(name)) {
            throw new IllegalArgumentException("one " + name + " is all; there may be more of " + SCALABLE);
        }
        int number = 2;
        while (services.containsKey(name + '-' + number)) {
            number++;
        }
        ServiceProcess worker = service(name).another(name + '-' + number);
        services.put(worker.name(), worker);
        launch(worker);
        return worker.name();
    }

    private ServiceProcess service(String name) {
        ServiceProcess service = services.get(name);
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
