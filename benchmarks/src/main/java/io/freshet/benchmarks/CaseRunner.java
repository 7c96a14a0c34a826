package io.freshet.benchmarks;

import io.freshet.benchmarks.counters.CommitCounter;
import io.freshet.benchmarks.counters.RecordCounter;
import io.freshet.benchmarks.counters.SimulatorControl;
import io.freshet.benchmarks.load.Gateway;
import io.freshet.benchmarks.load.Load;
import io.freshet.benchmarks.load.LoadResult;
import io.freshet.benchmarks.load.LoadRun;
import io.freshet.benchmarks.machine.CpuMeter;
import io.freshet.benchmarks.report.Measurement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a case and measures everything around it. */
final class CaseRunner {

    /** Name of the callers among the processes; they are threads of this one. */
    static final String DRIVER = "driver";
    /** Name of this process without the callers: the simulator and the little that this JVM needs itself. */
    static final String SIMULATOR = "simulator";

    private final Gateway gateway;
    private final CpuMeter cpu;
    private final SimulatorControl simulator;
    private final RecordCounter records;
    private final CommitCounter commits;
    private final Duration settle;

    CaseRunner(
            Gateway gateway,
            CpuMeter cpu,
            SimulatorControl simulator,
            RecordCounter records,
            CommitCounter commits,
            Duration settle) {
        this.gateway = gateway;
        this.cpu = cpu;
        this.simulator = simulator;
        this.records = records;
        this.commits = commits;
        this.settle = settle;
    }

    /** Runs a case without measuring. */
    LoadResult warmUp(BenchCase warmUp) throws IOException, InterruptedException {
        simulator.reset(warmUp.providerMs());
        return LoadRun.run(gateway, warmUp.load(), warmUp.subjects());
    }

    /** Commits per second while nothing is asked of the system. */
    double idleCommitsPerSecond() throws SQLException, InterruptedException {
        settle();
        long before = commits.commits();
        long start = System.nanoTime();
        settle();
        return (commits.commits() - before) * 1e9 / Math.max(1, System.nanoTime() - start);
    }

    Measurement measure(BenchCase bench, int round) throws IOException, SQLException, InterruptedException {
        simulator.reset(bench.providerMs());
        Map<String, Long> recordsBefore = records.readSettled();
        settle();
        long commitsBefore = commits.commits();
        long writingBefore = commits.writingTransactions();
        boolean reset = cpu.resetPeaks();
        CpuMeter.Reading cpuBefore = cpu.read();

        LoadResult result = LoadRun.run(gateway, bench.load(), bench.subjects());

        CpuMeter.Reading cpuAfter = cpu.read();
        Map<String, Double> peaks = cpu.peaks();
        Map<String, Double> figures = new LinkedHashMap<>();
        latencies(figures, bench, result);
        cpuSeconds(figures, cpuAfter.secondsSince(cpuBefore), result);
        figures.put("othersCpuPercent", 100 * cpuAfter.othersSince(cpuBefore));
        peaks.forEach((name, mebibytes) -> figures.put("peakMemoryMiB/" + name, mebibytes));
        figures.put("peakMemorySinceRunStart", reset ? 1.0 : 0.0);
        figures.put("providerCallsPerJob", simulator.calls() / (double) result.jobs());
        recordsPerJob(figures, RecordCounter.written(recordsBefore, records.readSettled()), result.jobs());
        figures.put("commits/writingPerJob", (commits.writingTransactions() - writingBefore) / (double) result.jobs());
        settle();
        figures.put("commits/perJob", (commits.commits() - commitsBefore) / (double) result.jobs());
        return new Measurement(bench.workload().name(), bench.name(), round, figures, result.outcomes());
    }

    /** Runs a case while other work goes on: what the callers saw, and the processors' time, which is of both. */
    Measurement measureLoad(BenchCase bench, int round) throws IOException, InterruptedException {
        CpuMeter.Reading before = cpu.read();
        LoadResult result = LoadRun.run(gateway, bench.load(), bench.subjects());
        CpuMeter.Reading after = cpu.read();
        Map<String, Double> figures = new LinkedHashMap<>();
        latencies(figures, bench, result);
        cpuSeconds(figures, after.secondsSince(before), result);
        figures.put("othersCpuPercent", 100 * after.othersSince(before));
        return new Measurement(bench.workload().name(), bench.name(), round, figures, result.outcomes());
    }

    private static void latencies(Map<String, Double> figures, BenchCase bench, LoadResult result) {
        figures.put("jobs", (double) result.jobs());
        figures.put("failures", (double) result.failures());
        figures.put("seconds", result.seconds());
        figures.put("jobsPerSecond", result.rate());
        figures.put("latencyMs/p50", result.percentileMs(50));
        figures.put("latencyMs/p90", result.percentileMs(90));
        figures.put("latencyMs/p99", result.percentileMs(99));
        figures.put("latencyMs/max", result.maxMs());
        if (bench.load() instanceof Load.Open open) {
            figures.put("offeredPerSecond", open.perSecond());
        }
        if (bench.nodes() > 1) {
            figures.put("nodesPerSecond", result.rate() * bench.nodes());
            figures.put(
                    "timeOverCriticalPath", result.percentileMs(50) / (bench.levels() * (double) bench.providerMs()));
        }
    }

    private static void cpuSeconds(Map<String, Double> figures, Map<String, Double> seconds, LoadResult result) {
        double thousands = result.jobs() / 1_000.0;
        double callers = result.driverCpuSeconds();
        double product = 0;
        for (Map.Entry<String, Double> process : seconds.entrySet()) {
            boolean own = process.getKey().equals(SIMULATOR);
            double used = own ? Math.max(0, process.getValue() - callers) : process.getValue();
            product += own ? 0 : used;
            figures.put("cpuSecondsPer1000Jobs/" + process.getKey(), used / thousands);
        }
        figures.put("cpuSecondsPer1000Jobs/" + DRIVER, callers / thousands);
        figures.put("cpuSecondsPer1000Jobs/all but driver and simulator", product / thousands);
    }

    private static void recordsPerJob(Map<String, Double> figures, Map<String, Long> written, long jobs) {
        long product = 0;
        long internal = 0;
        for (Map.Entry<String, Long> topic : written.entrySet()) {
            boolean kafkas = RecordCounter.isInternal(topic.getKey());
            product += kafkas ? 0 : topic.getValue();
            internal += kafkas ? topic.getValue() : 0;
            figures.put("records/perJobByTopic/" + topic.getKey(), topic.getValue() / (double) jobs);
        }
        figures.put("records/perJob", product / (double) jobs);
        figures.put("records/internalPerJob", internal / (double) jobs);
    }

    private void settle() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(settle.toNanos());
    }
}
