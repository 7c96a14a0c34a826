package io.freshet.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker of one node (KRaft) on the loopback interface, its data in a folder that a later start takes up again.
 * Topics are not created by themselves. Group sessions are short, so that the work of a killed consumer is taken over
 * within seconds.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path data;
    private final StartupCache cache;
    private final int port;
    private ChildProcess process;

    private EmbeddedKafka(Path data, StartupCache cache, int port, ChildProcess process) {
        this.data = data;
        this.cache = cache;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a broker.
     *
     * @param data its folder; formatted at the first start
     * @param cache folder for what a quick start needs, shared by all brokers of one build
     * @param port of the clients; 0 for a free one
     */
    public static EmbeddedKafka start(Path data, Path cache, int port) {
        return start(data, StartupCache.in(cache), port);
    }

    /** Starts a broker as {@link #start(Path, Path, int)} does. */
    public static EmbeddedKafka start(Path data, StartupCache cache, int port) {
        int clientPort = Ports.orFree(port);
        return new EmbeddedKafka(data, cache, clientPort, launch(data, cache, clientPort));
    }

    private static ChildProcess launch(Path data, StartupCache cache, int port) {
        try {
            Files.createDirectories(data);
            Path properties = data.resolve("server.properties");
            Files.writeString(properties, properties(data, port, Ports.orFree(0)));
            Path logging = data.resolve("logback.xml");
            Files.writeString(logging, LOGGING);
            if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
                format(properties);
            }
            List<Path> jars = PartFiles.brokerJars();
            List<String> options = new ArrayList<>(PartFiles.jvmOptions(512));
            options.add("-Dlogback.configurationFile=" + logging);
            options.addAll(List.of("-cp", PartFiles.classPath(jars), "kafka.Kafka", properties.toString()));
            List<String> command = ChildProcess.java(cache.arguments("broker", jars, options));
            return ChildProcess.start("kafka", command, Map.of(), data.resolve("kafka.log"))
                    .awaitReady(() -> Ports.isTaken(port), START);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the broker in " + data, e);
        }
    }

    private static void format(Path properties) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()},
                new PrintStream(output, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException(
                    "cannot format the broker's storage: " + output.toString(StandardCharsets.UTF_8));
        }
    }

    private static String properties(Path data, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=8388608
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                group.consumer.session.timeout.ms=6000
                group.consumer.min.session.timeout.ms=3000
                group.consumer.heartbeat.interval.ms=1000
                group.consumer.min.heartbeat.interval.ms=500
                """.formatted(port, controllerPort, data.resolve("log").toAbsolutePath());
    }

    private static final String LOGGING = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{ISO8601} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return bootstrapServers(port);
    }

    /** {@code host:port} of a broker that is told to listen on a port. */
    public static String bootstrapServers(int port) {
        return "127.0.0.1:" + port;
    }

    /** The running process; another one after {@link #restart}. */
    public ChildProcess process() {
        return process;
    }

    /** Starts the broker again, on its data and port, after its process has ended. */
    public void restart() {
        process.close();
        process = launch(data, cache, port);
    }

    @Override
    public void close() {
        process.close();
    }
}
