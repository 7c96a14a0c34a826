package io.freshet.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Apicurio schema registry on the loopback interface. Its in-memory variant keeps its tables in H2; pointed at a file
 * instead, schema ids survive a restart, as the records that carry them do.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Path data;
    private final StartupCache cache;
    private final int port;
    private ChildProcess process;

    private EmbeddedRegistry(Path data, StartupCache cache, int port, ChildProcess process) {
        this.data = data;
        this.cache = cache;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a registry.
     *
     * @param data its folder
     * @param cache folder for what a quick start needs
     * @param port 0 for a free one
     */
    public static EmbeddedRegistry start(Path data, Path cache, int port) {
        return start(data, StartupCache.in(cache), port);
    }

    /** Starts a registry as {@link #start(Path, Path, int)} does. */
    public static EmbeddedRegistry start(Path data, StartupCache cache, int port) {
        int httpPort = Ports.orFree(port);
        return new EmbeddedRegistry(data, cache, httpPort, launch(data, cache, httpPort));
    }

    private static ChildProcess launch(Path data, StartupCache cache, int port) {
        Path folder = data.toAbsolutePath();
        List<String> options = new ArrayList<>(PartFiles.jvmOptions(320));
        // The data folder tells a person, and ./freshet down, whose registry this is.
        options.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dfreshet.data=" + folder,
                "-jar",
                PartFiles.registryJar().toString()));
        List<String> command = ChildProcess.java(cache.arguments("registry", PartFiles.registryJars(), options));
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_INITIAL_SIZE", "2",
                "QUARKUS_DATASOURCE_JDBC_MIN_SIZE", "2",
                "QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "10",
                "REGISTRY_DATASOURCE_URL", "jdbc:h2:file:" + folder.resolve("registry"));
        return ChildProcess.start("registry", command, environment, data.resolve("registry.log"))
                .awaitReady(() -> answers(port), START);
    }

    private static boolean answers(int port) {
        if (!Ports.isTaken(port)) {
            return false;
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest probe = HttpRequest.newBuilder(URI.create(url(port) + "/subjects"))
                    .timeout(PROBE)
                    .build();
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The base of the Confluent-compatible REST API of a registry that is told to listen on a port. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** The base of its Confluent-compatible REST API. */
    public String url() {
        return url(port);
    }

    public ChildProcess process() {
        return process;
    }

    /** Starts the registry again, on its data and port. */
    public void restart() {
        process.close();
        process = launch(data, cache, port);
    }

    @Override
    public void close() {
        process.close();
    }
}
