package io.freshet.enrichment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.MissingSecrets;
import io.freshet.enrichment.catalogue.PrecedenceReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.guard.GuardedExchange;
import io.freshet.enrichment.guard.Patience;
import io.freshet.enrichment.http.ClientExchange;
import io.freshet.enrichment.http.HttpProvider;
import io.freshet.enrichment.messaging.CataloguePublisher;
import io.freshet.enrichment.messaging.EnrichEntityHandler;
import io.freshet.enrichment.messaging.HealthReporter;
import io.freshet.enrichment.messaging.OperatorStates;
import io.freshet.enrichment.persistence.JdbcCallFlights;
import io.freshet.enrichment.persistence.JdbcCallJournal;
import io.freshet.enrichment.persistence.JdbcCallLedger;
import io.freshet.enrichment.persistence.JdbcDocumentCache;
import io.freshet.enrichment.persistence.JdbcPermits;
import io.freshet.enrichment.persistence.Sweeper;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.Topics;
import io.freshet.worker.CancelledJobs;
import io.freshet.worker.ManagementServer;
import io.freshet.worker.Worker;
import io.freshet.worker.WorkerDefinition;
import io.freshet.worker.WorkerParts;
import io.freshet.worker.WorkerProcess;
import io.freshet.worker.WorkerSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** The enrichment worker: reads commands, calls providers, tells what they said. */
public final class EnrichmentWorker {

    private static final String NAME = "freshet.enrichment-worker";
    private static final int CONNECTIONS = 10;
    /** For what operators have said before the start. */
    private static final Duration STATES_PATIENCE = Duration.ofSeconds(30);

    /** After it the command goes to a retry tier and leaves its place to others. */
    private static final long CONNECT_MS = 10_000;

    private EnrichmentWorker() {}

    public static void main(String[] arguments) {
        WorkerProcess.run("enrichment-worker", environment -> start(environment, WorkerProcess::giveUp));
    }

    /**
     * Starts the worker.
     *
     * @param onFailure called once, on a thread of its own, when the worker will not recover
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    static AutoCloseable start(Map<String, String> environment, Runnable onFailure) throws InterruptedException {
        WorkerSettings settings = WorkerSettings.fromEnvironment(environment);
        List<ProviderDefinition> catalogue = CatalogueReader.read(environment);
        MissingSecrets.warn(catalogue, environment);
        HikariDataSource database = database(environment);
        Clock clock = Clock.systemUTC();
        ObjectMapper json = new ObjectMapper();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CallMetrics callMetrics = new CallMetrics(metrics);
        UUID instance = UUID.randomUUID();
        WorkerParts parts = WorkerParts.connect(NAME, settings);
        OperatorStates states = new OperatorStates(settings.bootstrapServers(), parts.deserializer(), onFailure);
        CodedProviders coded = CodedProviders.find(catalogue);
        GuardedExchange guarded = new GuardedExchange(
                coded.orElse(new ClientExchange(environment, clock)),
                new JdbcPermits(database),
                states,
                Patience.USUAL,
                callMetrics,
                clock);
        JdbcCallFlights flights = new JdbcCallFlights(database, json, instance);
        ProviderCall.Stores stores = new ProviderCall.Stores(
                new JdbcCallJournal(database, json, flights),
                new JdbcDocumentCache(database, json),
                flights,
                new JdbcCallLedger(database));
        Exchange exchange = new RetryingExchange(guarded, clock);
        ProviderCall call = new ProviderCall(
                coded.orElse(new HttpProvider(exchange, clock), exchange), stores, tiers(), callMetrics, clock);
        EnrichNode enrichNode =
                new EnrichNode(catalogue, stores.journal(), call, PrecedenceReader.read(environment, catalogue), clock);
        CancelledJobs cancelled = new CancelledJobs(settings, Topics.JOB_CANCELLATIONS, clock, onFailure);
        Worker<EnrichEntity> worker = new Worker<>(
                new WorkerDefinition<>(
                        NAME,
                        List.of(Topics.ENRICHMENT_COMMANDS.name()),
                        List.of(Topics.ENRICHMENT_COMMANDS_BULK.name()),
                        Topics.ENRICHMENT,
                        headers -> true,
                        false,
                        EnrichEntity.class,
                        cancelled.skippedBy(new EnrichEntityHandler(enrichNode, stores.ledger(), clock))),
                settings,
                parts,
                metrics);
        ManagementServer management = ManagementServer.start(
                settings.managementPort(),
                () -> worker.isLive() && cancelled.isLive() && states.isLive(),
                worker::isReady,
                metrics);
        CataloguePublisher.publish(catalogue, parts);
        states.awaitKnown(STATES_PATIENCE);
        HealthReporter health = new HealthReporter(catalogue, guarded::guard, parts, instance.toString(), clock);
        guarded.whenCircuitChanges(health::changed);
        Sweeper sweeper = Sweeper.start(database, environment);
        worker.start(onFailure);
        return () -> {
            health.close();
            worker.close();
            cancelled.close();
            states.close();
            flights.close();
            sweeper.close();
            management.close();
            database.close();
        };
    }

    private static RetryTiers tiers() {
        return new RetryTiers(Topics.ENRICHMENT.retryTiers().stream()
                .map(Topics.RetryTier::delay)
                .toList());
    }

    private static HikariDataSource database(Map<String, String> environment) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(WorkerSettings.required(environment, "FRESHET_DATABASE_URL"));
        config.setUsername(WorkerSettings.required(environment, "FRESHET_DATABASE_USER"));
        config.setPassword(WorkerSettings.required(environment, "FRESHET_DATABASE_PASSWORD"));
        config.setSchema("enrichment");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_MS);
        // The parts of a system start side by side: the first connection may have to wait.
        config.setInitializationFailTimeout(-1);
        HikariDataSource database = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .schemas("enrichment")
                .connectRetries(60)
                .load()
                .migrate();
        return database;
    }
}
