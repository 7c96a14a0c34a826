package io.freshet.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be measured.
 *
 * @param workloads in the order in which they run
 * @param clients of W1's closed loops
 * @param sizes how much of everything
 * @param batch how much of W5; W7 takes its interactive part
 * @param settle how long the parts are left alone after a run before their counters are read
 * @param out folder of the JSON file
 * @param environment added to that of every service, to compare settings; written into the file, so not for secrets
 */
record BenchOptions(
        Set<Workload> workloads,
        List<Integer> clients,
        Sizes sizes,
        BatchSizes batch,
        Duration settle,
        Path out,
        Map<String, String> environment) {

    /** PostgreSQL's processes hold their counts back for up to ten seconds when they idle. */
    private static final int SETTLE_SECONDS = 11;

    private static final List<String> NAMES = List.of(
            "--clients",
            "--jobs",
            "--warm-up",
            "--trees",
            "--trees-at-once",
            "--batch",
            "--interactive",
            "--interactive-rate",
            "--runs",
            "--settle",
            "--out",
            "--env");

    enum Workload {
        W1,
        W3,
        W5,
        W7
    }

    /**
     * How much of everything.
     *
     * @param jobs of one run of W1
     * @param warmUp jobs before the first run; a tree counts as its nodes
     * @param trees of one run of W3, one after another; at once it is twice {@code treesAtOnce}
     * @param runs rounds of all cases
     */
    record Sizes(int jobs, int warmUp, int trees, int treesAtOnce, int runs) {}

    /**
     * How much of W5.
     *
     * @param items of the batch; the second tenant's has half of them
     * @param interactive jobs on top
     * @param interactivePerSecond rate at which they arrive
     */
    record BatchSizes(int items, int interactive, int interactivePerSecond) {}

    BenchOptions {
        workloads = Set.copyOf(workloads);
        clients = List.copyOf(clients);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the argument and what it takes
     */
    static BenchOptions parse(List<String> arguments) {
        Set<Workload> workloads = new LinkedHashSet<>();
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> environment = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                workloads.add(workload(argument));
                continue;
            }
            String[] pair = argument.split("=", 2);
            if (!NAMES.contains(pair[0]) || pair.length != 2 || pair[1].isEmpty()) {
                throw new IllegalArgumentException(
                        argument + ": no such flag; there are " + String.join("=, ", NAMES) + "=");
            }
            if (pair[0].equals("--env")) {
                addVariable(environment, pair[1]);
            } else {
                values.put(pair[0], pair[1]);
            }
        }
        return new BenchOptions(
                workloads.isEmpty() ? Set.of(Workload.values()) : workloads,
                clients(values.getOrDefault("--clients", "1,64,512")),
                new Sizes(
                        number(values, "--jobs", 2_000, 1, 1_000_000),
                        number(values, "--warm-up", 3_000, 0, 1_000_000),
                        number(values, "--trees", 8, 1, 10_000),
                        number(values, "--trees-at-once", 20, 1, 24),
                        number(values, "--runs", 3, 1, 100)),
                new BatchSizes(
                        number(values, "--batch", 5_000, 2, 5_000),
                        number(values, "--interactive", 300, 1, 1_000_000),
                        number(values, "--interactive-rate", 10, 1, 1_000)),
                Duration.ofSeconds(number(values, "--settle", SETTLE_SECONDS, 0, 60)),
                Path.of(values.getOrDefault("--out", "bench-results")),
                environment);
    }

    private static Workload workload(String name) {
        return Arrays.stream(Workload.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": no such workload; there are " + Arrays.toString(Workload.values())));
    }

    private static void addVariable(Map<String, String> environment, String pair) {
        String[] parts = pair.split("=", 2);
        if (parts.length != 2 || !parts[0].matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("--env=" + pair + ": say --env=NAME=VALUE");
        }
        environment.put(parts[0], parts[1]);
    }

    private static List<Integer> clients(String list) {
        List<Integer> clients = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            clients.add(number("--clients", each, 1, 4_096));
        }
        return clients;
    }

    private static int number(Map<String, String> values, String name, int otherwise, int least, int most) {
        String value = values.get(name);
        return value == null ? otherwise : number(name, value, least, most);
    }

    private static int number(String name, String value, int least, int most) {
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(name + "=" + value + ": takes a whole number from " + least + " to " + most);
    }

    /** The flags as they were understood, defaults included. */
    ObjectNode describe() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        workloads.stream()
                .sorted()
                .forEach(workload -> node.withArrayProperty("workloads").add(workload.name()));
        clients.forEach(node.putArray("clients")::add);
        node.put("jobs", sizes.jobs())
                .put("warmUp", sizes.warmUp())
                .put("trees", sizes.trees())
                .put("treesAtOnce", sizes.treesAtOnce())
                .put("batch", batch.items())
                .put("interactive", batch.interactive())
                .put("interactiveRate", batch.interactivePerSecond())
                .put("runs", sizes.runs())
                .put("settleSeconds", settle.toSeconds());
        ObjectNode variables = node.putObject("environment");
        new TreeMap<>(environment).forEach(variables::put);
        return node;
    }
}
