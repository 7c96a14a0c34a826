package io.freshet.standalone;

import io.freshet.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** {@code ./freshet up}: starts a whole Freshet, says where it is, and ends it on SIGTERM or Ctrl-C. */
public final class Standalone {

    private static final Map<String, Integer> PORTS = new LinkedHashMap<>(Map.of(
            "gateway", 8080, "management", 8081, "kafka", 9092, "registry", 8085, "postgres", 5433, "simulator", 8089));

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Set.of(arguments), List.of(arguments));
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("freshet: " + e.getMessage());
            System.exit(1);
        } catch (CompletionException e) {
            System.err.println(
                    "freshet: " + (e.getCause() == null ? e : e.getCause().getMessage()));
            System.exit(1);
        }
    }

    private static void run(Set<String> flags, List<String> arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("freshet.home", "."))
                .toAbsolutePath()
                .normalize();
        Path data = home.resolve(".freshet");
        if (flags.contains("--fresh")) {
            delete(data);
        }
        Files.createDirectories(data);
        Path endpoints = data.resolve("endpoints.json");
        Files.deleteIfExists(endpoints);
        SystemOptions options =
                new SystemOptions(home, data, ports(arguments), flags.contains("--live"), apiKey(data), Map.of());
        long start = System.nanoTime();
        FreshetSystem system = FreshetSystem.start(options, System.out::println);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            system.close();
                            endpoints.toFile().delete();
                            ended.countDown();
                        },
                        "stop"));
        Endpoints.write(system, endpoints, data.resolve("standalone.log"));
        greet(system, options, (System.nanoTime() - start) / 1_000_000);
        ended.await();
    }

    private static void greet(FreshetSystem system, SystemOptions options, long milliseconds) {
        String company = system.simulator().tagged("deep").stream()
                .filter(id -> id.length() == 14)
                .findFirst()
                .orElseThrow();
        System.out.printf(
                """

                Freshet is ready after %d ms. Providers: %s

                  REST         %s
                  management   %s
                  Kafka        %s
                  registry     %s
                  simulator    %s/_catalogue
                  API key      %s

                Refresh a company of the simulator:

                  KEY=%s
                  ID=$(curl -s %s/entities -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                       -d '{"type":"company","country":"BR","taxId":"%s"}' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
                  curl -s %s/entities/$ID/refresh -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                       -H 'Prefer: wait=20' -d '{"depth":2}'
                %n""",
                milliseconds,
                options.live() ? "the real ones" : "the simulator (--live asks the real ones)",
                system.gatewayUrl(),
                system.managementUrl(),
                system.bootstrapServers(),
                system.registryUrl(),
                system.simulator().url(),
                system.apiKey(),
                system.apiKey(),
                system.gatewayUrl(),
                company,
                system.gatewayUrl());
    }

    private static SystemOptions.Ports ports(List<String> arguments) {
        Map<String, Integer> ports = new LinkedHashMap<>(PORTS);
        for (String argument : arguments) {
            if (argument.startsWith("--port-")) {
                String[] pair = argument.substring("--port-".length()).split("=", 2);
                if (pair.length != 2 || !ports.containsKey(pair[0]) || !pair[1].matches("[0-9]{1,5}")) {
                    throw new IllegalArgumentException(
                            argument + ": say --port-NAME=NUMBER with one of " + PORTS.keySet());
                }
                ports.put(pair[0], Integer.parseInt(pair[1]));
            }
        }
        ports.forEach((name, port) -> {
            if (port != 0 && Ports.isTaken(port)) {
                throw new IllegalStateException(
                        "port " + port + " (" + name + ") is taken; choose another with --port-" + name + "=NUMBER");
            }
        });
        return new SystemOptions.Ports(
                port(ports, "gateway"),
                port(ports, "management"),
                port(ports, "kafka"),
                port(ports, "registry"),
                port(ports, "postgres"),
                port(ports, "simulator"));
    }

    private static int port(Map<String, Integer> ports, String name) {
        return ports.getOrDefault(name, 0);
    }

    /** Made at the first start and kept, readable by its owner alone. */
    private static String apiKey(Path data) throws IOException {
        Path file = data.resolve("api-key");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "fk_dev_" + HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
