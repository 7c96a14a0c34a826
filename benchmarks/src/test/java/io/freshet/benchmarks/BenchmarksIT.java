package io.freshet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workloads in miniature against a whole system: every figure is there and can be true. */
class BenchmarksIT {

    private static final List<String> PROCESSES = List.of(
            "api-gateway",
            "enrichment-worker",
            "shareholder-worker",
            "rules-worker",
            "kafka",
            "postgres",
            "registry",
            "simulator",
            "driver");

    @TempDir
    private Path out;

    @Test
    void shouldLeaveEveryPromisedFigureWhenAllWorkloadsRan() throws Exception {
        // Given
        BenchOptions options = BenchOptions.parse(List.of(
                "--clients=4",
                "--jobs=20",
                "--warm-up=0",
                "--trees=1",
                "--trees-at-once=1",
                "--batch=40",
                "--interactive=10",
                "--runs=1",
                "--settle=1",
                "--out=" + out));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Path home = Path.of("..").toAbsolutePath().normalize();
        // When
        Benchmarks.Result result;
        try (PrintStream print = new PrintStream(console, true, StandardCharsets.UTF_8)) {
            result = new Benchmarks(options, home, Clock.systemUTC(), print).run();
        }
        // Then
        assertThat(result.failures())
                .as(console.toString(StandardCharsets.UTF_8))
                .isZero();
        JsonNode document = new ObjectMapper().readTree(result.file().toFile());
        assertFacts(document);
        assertThat(document.at("/runs")).hasSize(9);
        for (int run = 0; run < 4; run++) {
            assertRun(document.at("/runs/" + run));
        }
        assertCompany(document.at("/runs/0"), "4 clients", 20);
        assertCompany(document.at("/runs/1"), "open loop", 20);
        assertTree(document.at("/runs/2"), "one at a time", 1);
        assertTree(document.at("/runs/3"), "1 at once", 2);
        assertBatches(document);
        assertOneDown(document);
        assertThat(document.at("/summary")).hasSize(9);
        assertThat(document.at("/summary/0/jobsPerSecond/median").asDouble()).isPositive();
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("W1 4 clients", "W3 one at a time", "CPU seconds per 1,000 jobs", "resident memory");
    }

    private static void assertBatches(JsonNode document) {
        assertThat(document.at("/runs/4/case").asText()).isEqualTo("interactive alone");
        assertThat(document.at("/runs/4/outcomes/completed").asInt()).isEqualTo(10);
        JsonNode onTop = document.at("/runs/5");
        assertThat(onTop.path("case").asText()).isEqualTo("interactive on top of a batch");
        assertThat(onTop.at("/outcomes/completed").asInt()).isEqualTo(50);
        assertThat(onTop.path("p99OverAlone").asDouble()).isPositive();
        assertThat(onTop.at("/batch/items").asInt()).isEqualTo(40);
        assertThat(onTop.at("/batch/itemsPerSecond").asDouble()).isPositive();
        JsonNode tenants = document.at("/runs/6");
        assertThat(tenants.path("case").asText()).isEqualTo("two tenants");
        assertThat(tenants.at("/outcomes/completed").asInt()).isEqualTo(60);
        assertThat(tenants.at("/batch/startedOfFirstOverSecond").isNumber()).isTrue();
    }

    private static void assertOneDown(JsonNode document) {
        for (int run = 7; run < 9; run++) {
            assertThat(document.at("/runs/" + run + "/workload").asText()).isEqualTo("W7");
            assertThat(document.at("/runs/" + run + "/outcomes/completed").asInt())
                    .isEqualTo(10);
            assertThat(document.at("/runs/" + run + "/background/jobs").asInt()).isPositive();
        }
        assertThat(document.at("/runs/8/p99OverAlone").asDouble()).isPositive();
    }

    private static void assertFacts(JsonNode document) {
        assertThat(document.at("/machine/cores").asInt()).isPositive();
        assertThat(document.at("/machine/memoryBytes").asLong()).isPositive();
        for (String fact : List.of(
                "/time",
                "/revision",
                "/machine/processor",
                "/machine/os",
                "/machine/jdk",
                "/versions/freshet",
                "/versions/kafka",
                "/versions/postgres")) {
            assertThat(document.at(fact).asText()).as(fact).isNotEmpty();
        }
        assertThat(document.at("/flags/jobs").asInt()).isEqualTo(20);
        assertThat(document.at("/warmUpFailures").isIntegralNumber()).isTrue();
        assertThat(document.at("/idle/commitsPerSecond").isNumber()).isTrue();
    }

    private static void assertRun(JsonNode run) {
        assertThat(run.at("/jobsPerSecond").asDouble()).isPositive();
        double p50 = run.at("/latencyMs/p50").asDouble();
        double p99 = run.at("/latencyMs/p99").asDouble();
        assertThat(p50)
                .isPositive()
                .isLessThanOrEqualTo(run.at("/latencyMs/p90").asDouble());
        assertThat(p99)
                .isBetween(
                        run.at("/latencyMs/p90").asDouble(),
                        run.at("/latencyMs/max").asDouble());
        for (String process : PROCESSES) {
            assertThat(run.at("/cpuSecondsPer1000Jobs/" + process).asDouble(-1))
                    .as(process)
                    .isNotNegative();
            assertThat(process.equals("driver")
                            || run.at("/peakMemoryMiB/" + process).asDouble() > 1)
                    .as(process)
                    .isTrue();
        }
        assertThat(run.at("/cpuSecondsPer1000Jobs/api-gateway").asDouble()).isPositive();
        assertThat(run.at("/othersCpuPercent").asDouble(-1)).isBetween(0.0, 100.0);
        assertThat(run.at("/commits/perJob").isNumber()).isTrue();
        assertThat(run.at("/commits/writingPerJob").asDouble()).isPositive();
        assertThat(run.at("/records/internalPerJob").isNumber()).isTrue();
        assertThat(run.at("/peakMemorySinceRunStart").isNumber()).isTrue();
    }

    /** A command, an answer of each stage and an event at either end. */
    private static void assertCompany(JsonNode run, String name, int jobs) {
        assertThat(run.at("/case").asText()).isEqualTo(name);
        assertThat(run.at("/outcomes/completed").asInt()).isEqualTo(jobs);
        assertThat(run.at("/providerCallsPerJob").asDouble()).isEqualTo(1);
        assertThat(run.at("/records/perJob").asDouble()).isBetween(3.0, 20.0);
        assertThat(run.at("/records/perJobByTopic/freshet.enrichment.events.v1").asDouble())
                .isEqualTo(1);
    }

    private static void assertTree(JsonNode run, String name, int jobs) {
        assertThat(run.at("/case").asText()).isEqualTo(name);
        assertThat(run.at("/outcomes/completed").asInt()).isEqualTo(jobs);
        assertThat(run.at("/providerCallsPerJob").asDouble()).isEqualTo(156);
        assertThat(run.at("/timeOverCriticalPath").asDouble()).isGreaterThanOrEqualTo(1);
        assertThat(run.at("/nodesPerSecond").asDouble()).isPositive();
    }
}
