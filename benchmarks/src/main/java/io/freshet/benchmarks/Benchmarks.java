package io.freshet.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.benchmarks.load.LoadResult;
import io.freshet.benchmarks.machine.MachineFacts;
import io.freshet.benchmarks.report.JsonReport;
import io.freshet.benchmarks.report.Measurement;
import io.freshet.benchmarks.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * {@code ./freshet bench}: measures a whole Freshet under the workloads and leaves the figures in a file. Exit status 0 when
 * every job ended {@code completed}, 1 when one did not or nothing could be measured, 2 for a bad command line.
 */
public final class Benchmarks {

    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final BenchOptions options;
    private final Path home;
    private final Clock clock;
    private final PrintStream console;

    Benchmarks(BenchOptions options, Path home, Clock clock, PrintStream console) {
        this.options = options;
        this.home = home;
        this.clock = clock;
        this.console = console;
    }

    /**
     * What came of it.
     *
     * @param file the JSON file
     * @param failures jobs that did not end completed, the warm-up's included
     */
    record Result(Path file, long failures) {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(status(List.of(arguments)));
    }

    private static int status(List<String> arguments) throws InterruptedException {
        try {
            BenchOptions options = BenchOptions.parse(arguments);
            Path home = Path.of(System.getProperty("freshet.home", "."))
                    .toAbsolutePath()
                    .normalize();
            Result result = new Benchmarks(options, home, Clock.systemUTC(), System.out).run();
            if (result.failures() > 0) {
                System.err.println("freshet: " + result.failures() + " jobs did not end completed");
            }
            return result.failures() == 0 ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("freshet: " + e.getMessage());
            return 2;
        } catch (IllegalStateException | IOException | UncheckedIOException | SQLException | CompletionException e) {
            System.err.println("freshet: " + e.getMessage());
            return 1;
        }
    }

    /** Starts a system in a folder of its own, measures, prints the tables, writes the file and removes the folder. */
    Result run() throws IOException, SQLException, InterruptedException {
        Files.createDirectories(options.out());
        Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode facts = facts(time);
        Path data = Files.createTempDirectory("freshet-bench");
        List<Measurement> measurements;
        try (BenchSession session = BenchSession.start(options, home, data, console::println)) {
            measurements = session.run(facts);
        } finally {
            delete(data);
        }
        Path file = options.out().resolve("bench-" + FILE_TIME.format(time) + ".json");
        Files.writeString(file, JsonReport.of(facts, measurements).toPrettyString() + '\n');
        console.println();
        console.println(TextReport.of(measurements));
        console.println("Written to " + file.toAbsolutePath().normalize());
        long failures = facts.path("warmUpFailures").asLong()
                + measurements.stream().mapToLong(Benchmarks::failures).sum();
        return new Result(file, failures);
    }

    private ObjectNode facts(Instant time) throws InterruptedException {
        ObjectNode facts = JsonNodeFactory.instance
                .objectNode()
                .put("time", time.toString())
                .put("revision", MachineFacts.revision(home));
        facts.set("machine", MachineFacts.describe());
        facts.putObject("versions").put("freshet", VERSION);
        facts.set("flags", options.describe());
        return facts;
    }

    private static long failures(Measurement measurement) {
        return measurement.outcomes().entrySet().stream()
                .filter(outcome -> !outcome.getKey().equals(LoadResult.COMPLETED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** As far as the ended parts let it; the rest is the operating system's to clean. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A part was still writing.
        }
    }
}
