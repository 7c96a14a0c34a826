package io.freshet.enrichment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.MissingSecrets;
import io.freshet.enrichment.catalogue.PrecedenceReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.http.ClientExchange;
import io.freshet.enrichment.http.HttpProvider;
import io.freshet.enrichment.messaging.CataloguePublisher;
import io.freshet.enrichment.messaging.EnrichEntityHandler;
import io.freshet.enrichment.persistence.JdbcCallJournal;
import io.freshet.enrichment.persistence.JdbcDocumentCache;
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
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The enrichment worker: reads commands, calls providers, tells what they said. */
public final class EnrichmentWorker {

    private static final String NAME = "freshet.enrichment-worker";
    private static final int CONNECTIONS = 10;
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
        CodedProviders coded = CodedProviders.find(catalogue);
        Exchange exchange = new RetryingExchange(coded.orElse(new ClientExchange(environment, clock)), clock);
        ProviderCall call = new ProviderCall(
                coded.orElse(new HttpProvider(exchange, clock), exchange),
                new JdbcDocumentCache(database, json),
                clock);
        EnrichNode enrichNode = new EnrichNode(
                catalogue,
                new JdbcCallJournal(database, json),
                call,
                PrecedenceReader.read(environment, catalogue),
                clock);
        WorkerParts parts = WorkerParts.connect(NAME, settings);
        CancelledJobs cancelled = new CancelledJobs(settings, Topics.JOB_CANCELLATIONS, clock, onFailure);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Worker<EnrichEntity> worker = new Worker<>(
                new WorkerDefinition<>(
                        NAME,
                        List.of(Topics.ENRICHMENT_COMMANDS.name()),
                        List.of(Topics.ENRICHMENT_COMMANDS_BULK.name()),
                        Topics.ENRICHMENT,
                        headers -> true,
                        false,
                        EnrichEntity.class,
                        cancelled.skippedBy(new EnrichEntityHandler(enrichNode, clock))),
                settings,
                parts,
                metrics);
        ManagementServer management = ManagementServer.start(
                settings.managementPort(), () -> worker.isLive() && cancelled.isLive(), worker::isReady, metrics);
        CataloguePublisher.publish(catalogue, parts);
        worker.start(onFailure);
        return () -> {
            worker.close();
            cancelled.close();
            management.close();
            database.close();
        };
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
