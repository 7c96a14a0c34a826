package io.freshet.standalone;

import io.freshet.embedded.ChildProcess;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedPostgres;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.Ports;
import io.freshet.embedded.StartupCache;
import io.freshet.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How one service is run: from its own jar, told everything by its environment.
 *
 * @param name of the process and of its log
 * @param program whose jar it is
 * @param healthUrl answers {@code /health/ready}
 */
record ServiceProcess(
        String name,
        String program,
        int managementPort,
        int heapMegabytes,
        String healthUrl,
        Map<String, String> environment) {

    private static final Duration START = Duration.ofMinutes(3);

    /** The services of a system whose parts listen on these ports, all of them chosen. */
    static List<ServiceProcess> all(SystemOptions options, SystemOptions.Ports ports) {
        String loopback = "http://127.0.0.1:";
        Map<String, String> shared = new HashMap<>(options.environment());
        shared.put("FRESHET_KAFKA_BOOTSTRAP_SERVERS", EmbeddedKafka.bootstrapServers(ports.kafka()));
        shared.put("FRESHET_SCHEMA_REGISTRY_URL", EmbeddedRegistry.url(ports.registry()));
        shared.put("FRESHET_DATABASE_URL", EmbeddedPostgres.jdbcUrl(ports.postgres()));
        shared.put("FRESHET_DATABASE_USER", EmbeddedPostgres.USER);
        shared.put("FRESHET_DATABASE_PASSWORD", EmbeddedPostgres.USER);
        Map<String, String> gateway = new HashMap<>(shared);
        gateway.put("FRESHET_HTTP_HOST", "127.0.0.1");
        gateway.put("FRESHET_HTTP_PORT", Integer.toString(ports.gateway()));
        gateway.put("FRESHET_BOOTSTRAP_TENANT", "dev");
        gateway.put("FRESHET_BOOTSTRAP_API_KEY", options.apiKey());
        Map<String, String> enrichment = new HashMap<>(shared);
        if (!options.live()) {
            String simulator = loopback + ports.simulator();
            for (String vendor : Simulator.VENDORS) {
                String name = vendor.toUpperCase(Locale.ROOT);
                enrichment.put("FRESHET_PROVIDER_BASE_URL_" + name, simulator + '/' + vendor);
                // What the real one permits is no matter of the simulator, which permits everything until it is told
                // otherwise.
                enrichment.putIfAbsent("FRESHET_PROVIDER_RATE_LIMIT_" + name, "none");
                enrichment.putIfAbsent("FRESHET_PROVIDER_CONCURRENCY_" + name, "128");
            }
            enrichment.put("FRESHET_SECRET_COMPANIES_HOUSE", "simulator");
        }
        Map<String, String> shareholder = new HashMap<>(shared);
        Path state = options.data().resolve("ownership").toAbsolutePath();
        shareholder.put("FRESHET_STATE_DIRECTORY", state.toString());
        return List.of(
                new ServiceProcess(
                        "api-gateway", "api-gateway", ports.management(), 384, loopback + ports.gateway(), gateway),
                worker("enrichment-worker", enrichment),
                worker("shareholder-worker", shareholder),
                worker("rules-worker", shared));
    }

    private static ServiceProcess worker(String name, Map<String, String> environment) {
        return new ServiceProcess(name, name, 0, 256, "", environment).another(name);
    }

    /** The same under another name and with a management port of its own. */
    ServiceProcess another(String otherName) {
        int port = Ports.orFree(0);
        return new ServiceProcess(otherName, program, port, heapMegabytes, "http://127.0.0.1:" + port, environment);
    }

    /** Starts it; it is not ready yet. */
    ChildProcess launch(SystemOptions options, StartupCache cache) {
        Path target = options.home().resolve(program).resolve("target");
        Path jar = target.resolve(program + "-0.1.0-SNAPSHOT.jar");
        List<String> arguments = List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfreshet.data=" + options.data().toAbsolutePath(),
                "-jar",
                jar.toString());
        Map<String, String> told = new HashMap<>(environment);
        told.put("FRESHET_MANAGEMENT_PORT", Integer.toString(managementPort));
        return ChildProcess.start(
                name,
                ChildProcess.java(cache.arguments(program, jars(jar, target.resolve("lib")), arguments)),
                told,
                options.data().resolve("logs").resolve(name + ".log"));
    }

    /** Waits until it answers that it is ready. */
    ChildProcess awaitReady(ChildProcess process) {
        return process.awaitReady(() -> HttpProbe.isOk(healthUrl + "/health/ready"), START);
    }

    private static List<Path> jars(Path jar, Path libraries) {
        try (Stream<Path> files = Files.list(libraries)) {
            return Stream.concat(Stream.of(jar), files).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + libraries, e);
        }
    }
}
