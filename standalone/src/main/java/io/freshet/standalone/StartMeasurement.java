package io.freshet.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what docs/operations/starting.md tells: how long {@code ./freshet up} takes with warm caches, beside each part started alone
 * on an otherwise ready system. Argument: how many rounds. Prints milliseconds, and seconds of processor time until ready.
 */
public final class StartMeasurement {

    private final Path home;
    private final Path data;

    private StartMeasurement(Path home, Path data) {
        this.home = home;
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        Path home = Path.of(System.getProperty("freshet.home", "."))
                .toAbsolutePath()
                .normalize();
        StartMeasurement measurement = new StartMeasurement(home, Files.createTempDirectory("freshet-measure"));
        System.out.println("first start, which may train the caches");
        measurement.together();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round);
            measurement.together();
            measurement.alone();
        }
    }

    private void together() throws IOException, InterruptedException {
        long start = System.nanoTime();
        freshet(
                "up",
                "--detach",
                "--port-gateway=0",
                "--port-management=0",
                "--port-kafka=0",
                "--port-registry=0",
                "--port-postgres=0",
                "--port-simulator=0");
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        Map<String, Double> processorTimes = new TreeMap<>();
        JsonNode endpoints =
                new ObjectMapper().readTree(data.resolve("endpoints.json").toFile());
        for (JsonNode process : endpoints.path("processes")) {
            processorTimes.put(
                    process.path("name").asText(),
                    processorTime(process.path("pid").asLong()));
        }
        double all = processorTimes.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        System.out.printf("  together           %6d ms %6.2f s %s%n", milliseconds, all, processorTimes);
        freshet("down");
    }

    private void freshet(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("freshet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
        builder.environment().put("FRESHET_DATA", data.toString());
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
    }

    private void alone() throws IOException {
        SystemOptions options = new SystemOptions(
                home, data, SystemOptions.Ports.any(), false, Files.readString(data.resolve("api-key")), Map.of());
        try (FreshetSystem system = FreshetSystem.start(options, line -> {})) {
            List<String> services = system.services();
            services.forEach(name -> alone(system, name));
            // Services that look for a part while it starts would not leave it alone.
            services.forEach(system::stop);
            system.processes().keySet().stream()
                    .filter(name -> !services.contains(name))
                    .forEach(name -> alone(system, name));
            Path folder = data.resolve("postgres");
            system.postgres().close();
            long start = System.nanoTime();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
                say("postgres", start, postgres.pid());
            }
        }
    }

    private static void alone(FreshetSystem system, String name) {
        system.stop(name);
        long start = System.nanoTime();
        system.restart(name);
        say(name, start, system.process(name).pid());
    }

    private static void say(String name, long start, long pid) {
        System.out.printf(
                "  %-18s %6d ms %6.2f s%n", name, (System.nanoTime() - start) / 1_000_000, processorTime(pid));
    }

    private static double processorTime(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toMillis)
                        .orElse(0L)
                / 1_000.0;
    }
}
