package io.freshet.standalone;

import io.freshet.embedded.Ports;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./freshet up} takes on its command line.
 *
 * @param fresh whether data of earlier runs is thrown away first
 * @param live whether providers are asked at their real addresses
 * @param ports of the parts by name; 0 for a free one
 */
record UpOptions(boolean fresh, boolean live, Map<String, Integer> ports) {

    /** In the order of the messages. */
    private static final List<String> NAMES =
            List.of("gateway", "management", "kafka", "registry", "postgres", "simulator");

    private static final List<Integer> DEFAULTS = List.of(8080, 8081, 9092, 8085, 5433, 8089);
    private static final String PORT = "--port-";
    private static final int HIGHEST = 65_535;
    private static final int LOOKS = 15;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException naming the argument and what is allowed
     */
    static UpOptions parse(List<String> arguments) {
        boolean fresh = false;
        boolean live = false;
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            ports.put(NAMES.get(i), DEFAULTS.get(i));
        }
        for (String argument : arguments) {
            if (argument.startsWith(PORT)) {
                readPort(argument, ports);
            } else {
                switch (argument) {
                    case "--fresh" -> fresh = true;
                    case "--live" -> live = true;
                    case "--detach" -> {
                        // The launcher's own.
                    }
                    default ->
                        throw new IllegalArgumentException("up does not know " + argument
                                + "; it takes --detach, --fresh, --live and --port-NAME=NUMBER with one of " + NAMES);
                }
            }
        }
        refuseEqual(ports);
        return new UpOptions(fresh, live, ports);
    }

    private static void readPort(String argument, Map<String, Integer> ports) {
        String[] pair = argument.substring(PORT.length()).split("=", 2);
        if (pair.length != 2 || !NAMES.contains(pair[0])) {
            throw new IllegalArgumentException(argument + ": say --port-NAME=NUMBER with one of " + NAMES);
        }
        if (!pair[1].matches("[0-9]{1,5}") || Integer.parseInt(pair[1]) > HIGHEST) {
            throw new IllegalArgumentException(
                    argument + ": a port is a number from 1 to " + HIGHEST + ", or 0 for any free one");
        }
        ports.put(pair[0], Integer.parseInt(pair[1]));
    }

    private static void refuseEqual(Map<String, Integer> ports) {
        Map<Integer, String> seen = new HashMap<>();
        ports.forEach((name, port) -> {
            String other = port == 0 ? null : seen.put(port, name);
            if (other != null) {
                throw new IllegalArgumentException("port " + port + " is wanted by " + other + " and " + name
                        + "; choose with --port-NAME=NUMBER");
            }
        });
    }

    /**
     * Refuses ports that others use.
     *
     * @param patient whether to give the parts of a run that was killed the time to go
     * @throws IllegalStateException naming port, part and flag
     */
    void refuseTaken(boolean patient) throws InterruptedException {
        for (Map.Entry<String, Integer> entry : ports.entrySet()) {
            for (int look = 1; isTaken(entry.getValue()); look++) {
                if (!patient || look == LOOKS) {
                    throw new IllegalStateException("port " + entry.getValue() + " (" + entry.getKey()
                            + ") is taken; choose another with --port-" + entry.getKey()
                            + "=NUMBER, 0 for any free one");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static boolean isTaken(int port) {
        return port != 0 && Ports.isTaken(port);
    }

    SystemOptions.Ports systemPorts() {
        return new SystemOptions.Ports(
                port("gateway"),
                port("management"),
                port("kafka"),
                port("registry"),
                port("postgres"),
                port("simulator"));
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }
}
