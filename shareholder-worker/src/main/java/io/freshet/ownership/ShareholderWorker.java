package io.freshet.ownership;

import io.freshet.ownership.messaging.OwnershipStreams;
import io.freshet.ownership.messaging.OwnershipTopology;
import io.freshet.ownership.messaging.Prerequisites;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.freshet.worker.ManagementServer;
import io.freshet.worker.WorkerProcess;
import io.freshet.worker.WorkerSettings;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The shareholder worker as a process. Beside what {@link WorkerSettings} names it reads {@code FRESHET_STATE_DIRECTORY},
 * required: where the state stores lie; it may be lost, the changelog topics restore it. A process takes it for itself.
 */
public final class ShareholderWorker implements AutoCloseable {

    private static final int THREADS = 2;

    private final ManagementServer management;
    private final OwnershipStreams streams;
    private final KafkaStreamsMetrics metrics;

    private ShareholderWorker(ManagementServer management, OwnershipStreams streams, KafkaStreamsMetrics metrics) {
        this.management = management;
        this.streams = streams;
        this.metrics = metrics;
    }

    public static void main(String[] arguments) {
        WorkerProcess.run("shareholder-worker", environment -> start(environment, WorkerProcess::giveUp));
    }

    /**
     * Starts the worker and returns when its topics and schemas are there; until then it is live and not ready.
     *
     * @param onFailure called once, on a thread of its own, when the worker will not recover
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    public static ShareholderWorker start(Map<String, String> environment, Runnable onFailure)
            throws InterruptedException {
        WorkerSettings settings = WorkerSettings.fromEnvironment(environment);
        Path directory = Path.of(WorkerSettings.required(environment, "FRESHET_STATE_DIRECTORY"));
        Map<String, Object> registry = Map.of(
                "schema.registry.url", settings.registryUrl(),
                "auto.register.schemas", false,
                "specific.avro.reader", true);
        OwnershipStreams streams = new OwnershipStreams(
                OwnershipTopology.create(
                        new RegistryAvroDeserializer<EntityEnriched>(registry), new RegistryAvroSerializer<>(registry)),
                new OwnershipStreams.Settings(settings.bootstrapServers(), directory, THREADS, settings.drain()),
                Clock.systemUTC(),
                onFailure);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ManagementServer management =
                ManagementServer.start(settings.managementPort(), streams::isLive, streams::isRunning, meters);
        Prerequisites.await(settings.bootstrapServers(), new SchemaRegistryClient(registry));
        streams.start();
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams.client());
        metrics.bindTo(meters);
        return new ShareholderWorker(management, streams, metrics);
    }

    public boolean isReady() {
        return streams.isRunning();
    }

    @Override
    public void close() {
        streams.close();
        metrics.close();
        management.close();
    }
}
