package io.freshet.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.rules.messaging.MatrixStore;
import io.freshet.rules.messaging.RulesHandler;
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
import org.apache.avro.specific.SpecificRecord;

/** The rules worker: reads the records that say RULES is next, tells verdicts. */
public final class RulesWorker {

    private static final String NAME = "freshet.rules-worker";

    private RulesWorker() {}

    public static void main(String[] arguments) {
        WorkerProcess.run("rules-worker", environment -> start(environment, WorkerProcess::giveUp));
    }

    /**
     * Starts the worker.
     *
     * @param onFailure called, on a thread of its own, when the worker will not recover
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    static AutoCloseable start(Map<String, String> environment, Runnable onFailure) {
        WorkerSettings settings = WorkerSettings.fromEnvironment(environment);
        ObjectMapper json = new ObjectMapper();
        WorkerParts parts = WorkerParts.connect(NAME, settings);
        MatrixStore matrices = new MatrixStore(settings, parts.deserializer(), json, onFailure);
        Clock clock = Clock.systemUTC();
        CancelledJobs cancelled = new CancelledJobs(settings, Topics.JOB_CANCELLATIONS, clock, onFailure);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Worker<SpecificRecord> worker = new Worker<>(
                new WorkerDefinition<>(
                        NAME,
                        List.of(
                                Topics.ENRICHMENT_EVENTS.name(),
                                Topics.OWNERSHIP_EVENTS.name(),
                                Topics.RULES_COMMANDS.name()),
                        List.of(),
                        Topics.RULES,
                        WorkerDefinition.nextStage("RULES"),
                        false,
                        SpecificRecord.class,
                        cancelled.skippedBy(new RulesHandler(matrices, json, clock))),
                settings,
                parts,
                metrics);
        ManagementServer management = ManagementServer.start(
                settings.managementPort(),
                () -> worker.isLive() && matrices.isLive() && cancelled.isLive(),
                () -> worker.isReady() && matrices.isReady(),
                metrics);
        worker.start(onFailure);
        return () -> {
            worker.close();
            matrices.close();
            cancelled.close();
            management.close();
        };
    }
}
