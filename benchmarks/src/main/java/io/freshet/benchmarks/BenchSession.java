package io.freshet.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.benchmarks.counters.CommitCounter;
import io.freshet.benchmarks.counters.RecordCounter;
import io.freshet.benchmarks.counters.SimulatorControl;
import io.freshet.benchmarks.load.Gateway;
import io.freshet.benchmarks.load.Load;
import io.freshet.benchmarks.load.LoadResult;
import io.freshet.benchmarks.load.Subject;
import io.freshet.benchmarks.machine.CpuMeter;
import io.freshet.benchmarks.machine.ProcFiles;
import io.freshet.benchmarks.report.Measurement;
import io.freshet.standalone.FreshetSystem;
import io.freshet.standalone.SystemOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.AppInfoParser;

/** One measured system from its start to its end: the workloads, round after round. */
final class BenchSession implements AutoCloseable {

    /** The one that W1, W3 and W5 ask. */
    private static final String PROVIDER = "br_brasilapi_company_enrichment";

    private static final String COMPANY_BODY = "{\"depth\":0}";
    private static final String TREE_BODY = "{\"depth\":3}";
    private static final int OPEN_CALLERS = 512;
    /** More jobs of one caller tell nothing new and take minutes. */
    private static final int MOST_JOBS_OF_ONE_CALLER = 300;

    private final BenchOptions options;
    private final Consumer<String> progress;
    private final FreshetSystem system;
    private final RecordCounter records;
    private final CommitCounter commits;
    private final CaseRunner runner;

    private BenchSession(BenchOptions options, FreshetSystem system, Consumer<String> progress) throws SQLException {
        this.options = options;
        this.progress = progress;
        this.system = system;
        this.records = new RecordCounter(system.bootstrapServers());
        this.commits = new CommitCounter(system.postgres());
        Map<Long, String> roots = new HashMap<>();
        roots.put(ProcessHandle.current().pid(), CaseRunner.SIMULATOR);
        roots.put(system.postgres().pid(), "postgres");
        system.processes().forEach((name, process) -> roots.put(process.pid(), name));
        this.runner = new CaseRunner(
                new Gateway(system.gatewayUrl(), system.apiKey()),
                new CpuMeter(new ProcFiles(Path.of("/proc")), roots),
                new SimulatorControl(system.simulator().url()),
                records,
                commits,
                options.settle());
    }

    /**
     * Starts a system.
     *
     * @param home root of the project
     * @param data folder of the system's data
     * @param progress takes a line per part and per run
     */
    static BenchSession start(BenchOptions options, Path home, Path data, Consumer<String> progress)
            throws SQLException {
        SystemOptions test = SystemOptions.forTest(home, data);
        FreshetSystem system = FreshetSystem.start(
                new SystemOptions(
                        test.home(), test.data(), test.ports(), test.live(), test.apiKey(), options.environment()),
                progress);
        try {
            return new BenchSession(options, system, progress);
        } catch (SQLException | RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /**
     * Runs all rounds.
     *
     * @param facts takes what is learnt of the system on the way
     */
    List<Measurement> run(ObjectNode facts) throws IOException, SQLException, InterruptedException {
        ObjectNode versions = facts.withObjectProperty("versions");
        versions.put("kafka", AppInfoParser.getVersion()).put("postgres", commits.version());
        new Gateway(system.gatewayUrl(), system.apiKey()).enableOnly(PROVIDER);
        List<Subject> companies =
                subjects(Set.of(BenchOptions.Workload.W1, BenchOptions.Workload.W5), "plain", COMPANY_BODY);
        List<Subject> trees = subjects(Set.of(BenchOptions.Workload.W3), "tree", TREE_BODY);
        facts.put("warmUpFailures", warmUp(companies, trees));
        Optional<BatchCases> batches = options.workloads().contains(BenchOptions.Workload.W5)
                ? Optional.of(BatchCases.prepare(system, options.batch(), runner, companies, PROVIDER))
                : Optional.empty();
        Optional<DownCases> down = options.workloads().contains(BenchOptions.Workload.W7)
                ? Optional.of(DownCases.prepare(system, options.batch(), runner))
                : Optional.empty();
        facts.set(
                "idle",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("commitsPerSecond", Math.round(runner.idleCommitsPerSecond() * 10) / 10.0));
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= options.sizes().runs(); round++) {
            if (options.workloads().contains(BenchOptions.Workload.W1)) {
                measurements.addAll(companyCases(companies, round));
            }
            if (!trees.isEmpty()) {
                measurements.addAll(treeCases(trees, round));
            }
            if (batches.isPresent()) {
                measurements.addAll(tell(batches.get().run(round), round));
            }
            if (down.isPresent()) {
                measurements.addAll(tell(down.get().run(round), round));
            }
        }
        return measurements;
    }

    private List<Subject> subjects(Set<BenchOptions.Workload> workloads, String tag, String body) throws IOException {
        if (Collections.disjoint(options.workloads(), workloads)) {
            return List.of();
        }
        List<String> brazilian = system.simulator().tagged(tag).stream()
                .filter(id -> id.length() == 14)
                .toList();
        return new Gateway(system.gatewayUrl(), system.apiKey()).companies("BR", brazilian, body);
    }

    /** Gives how many jobs did not end completed. */
    private long warmUp(List<Subject> companies, List<Subject> trees) throws IOException, InterruptedException {
        int jobs = options.sizes().warmUp();
        if (jobs == 0) {
            return 0;
        }
        long failures = 0;
        if (!companies.isEmpty()) {
            Load load = new Load.Closed(jobs, Math.min(jobs, Collections.max(options.clients())));
            failures += tellWarmUp("companies", runner.warmUp(BenchCase.company("warm-up", load, companies)));
        }
        if (!trees.isEmpty()) {
            int count = BenchCase.treesFor(jobs);
            Load load = new Load.Closed(count, Math.min(count, options.sizes().treesAtOnce()));
            failures += tellWarmUp("trees", runner.warmUp(BenchCase.tree("warm-up", load, trees)));
        }
        return failures;
    }

    private long tellWarmUp(String what, LoadResult result) {
        progress.accept("%s warm-up: %d jobs in %.1f s, %s"
                .formatted(what, result.jobs(), result.seconds(), result.outcomes()));
        return result.failures();
    }

    private List<Measurement> tell(List<Measurement> measurements, int round) {
        for (Measurement each : measurements) {
            progress.accept(
                    "round %d, %s %s: p99 %.1f ms, ÷ alone %.2f, batch %.1f items/s, first ÷ second tenant %.2f, %s"
                            .formatted(
                                    round,
                                    each.workload(),
                                    each.name(),
                                    each.figure("latencyMs/p99"),
                                    each.figure("p99OverAlone"),
                                    each.figure("batch/itemsPerSecond"),
                                    each.figure("batch/startedOfFirstOverSecond"),
                                    each.outcomes()));
        }
        return measurements;
    }

    private List<Measurement> companyCases(List<Subject> companies, int round)
            throws IOException, SQLException, InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        double best = 0;
        for (int clients : options.clients()) {
            int jobs = (int) Math.min(options.sizes().jobs(), (long) clients * MOST_JOBS_OF_ONE_CALLER);
            String name = clients == 1 ? "1 client" : clients + " clients";
            Load load = new Load.Closed(jobs, Math.min(clients, jobs));
            Measurement closed = measure(BenchCase.company(name, load, companies), round);
            best = Math.max(best, closed.figure("jobsPerSecond"));
            measurements.add(closed);
        }
        int jobs = options.sizes().jobs();
        Load open = new Load.Open(jobs, Math.min(jobs, OPEN_CALLERS), best / 2);
        measurements.add(measure(BenchCase.company("open loop", open, companies), round));
        return measurements;
    }

    private List<Measurement> treeCases(List<Subject> trees, int round)
            throws IOException, SQLException, InterruptedException {
        int atOnce = options.sizes().treesAtOnce();
        return List.of(
                measure(
                        BenchCase.tree(
                                "one at a time", new Load.Closed(options.sizes().trees(), 1), trees),
                        round),
                measure(BenchCase.tree(atOnce + " at once", new Load.Closed(2 * atOnce, atOnce), trees), round));
    }

    private Measurement measure(BenchCase bench, int round) throws IOException, SQLException, InterruptedException {
        Measurement measurement = runner.measure(bench, round);
        progress.accept("round %d, %s %s: %.1f jobs/s, p50 %.1f ms, others' CPU %.0f %%, %s"
                .formatted(
                        round,
                        measurement.workload(),
                        measurement.name(),
                        measurement.figure("jobsPerSecond"),
                        measurement.figure("latencyMs/p50"),
                        measurement.figure("othersCpuPercent"),
                        measurement.outcomes()));
        return measurement;
    }

    @Override
    public void close() throws SQLException {
        try (commits;
                records) {
            progress.accept("ending the system");
        } finally {
            system.close();
        }
    }
}
