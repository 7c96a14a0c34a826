package io.freshet.ownership.messaging;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology: its settings and what happens when a thread fails.
 *
 * <p>A failed thread is replaced, because its cause is mostly a part that is away for a while; one that fails too often
 * in a short time stops the process, so that whatever watches it starts it afresh.
 */
public final class OwnershipStreams implements AutoCloseable {

    /** Consumer group, and prefix of the changelog topics. */
    public static final String APPLICATION_ID = "freshet-shareholder-worker";

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnershipStreams.class);

    private final KafkaStreams streams;
    private final Duration drain;

    /**
     * Where and how it runs.
     *
     * @param directory where the stores lie; may be lost, the changelog topics restore it
     * @param threads each takes some of the partitions
     * @param drain how long closing may take
     */
    public record Settings(String bootstrapServers, Path directory, int threads, Duration drain) {}

    /**
     * Ready to be started.
     *
     * @param onFailure called once, on a thread of its own, when no thread is left and none will be started
     */
    public OwnershipStreams(Topology topology, Settings settings, Clock clock, Runnable onFailure) {
        drain = settings.drain();
        streams = new KafkaStreams(topology, properties(settings));
        streams.setUncaughtExceptionHandler(new Replacing(clock));
        streams.setStateListener((state, before) -> {
            if (state == State.ERROR) {
                Thread.ofPlatform().name("ownership-failed").start(onFailure);
            }
        });
    }

    public void start() {
        streams.start();
    }

    /** Whether all partitions assigned to this process are being worked on. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** False when no thread is left and none will be started. */
    public boolean isLive() {
        return switch (streams.state()) {
            case PENDING_ERROR, ERROR -> false;
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> true;
        };
    }

    /** The client, for binding its metrics; the sizes of the stores are among them. */
    public KafkaStreams client() {
        return streams;
    }

    /** Finishes what was begun, commits and leaves the group, so that another process takes over at once. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(drain)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.directory().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // How much is read again after a crash; no record waits for it.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16L << 20);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A killed process is replaced within ten seconds; brokers allow no session shorter than six by default.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
        return properties;
    }

    /** Replaces a thread unless ten failed within a minute. */
    static final class Replacing implements StreamsUncaughtExceptionHandler {

        private static final int MOST = 10;
        private static final Duration WINDOW = Duration.ofMinutes(1);

        private final Deque<Instant> failures = new ArrayDeque<>();
        private final Clock clock;

        Replacing(Clock clock) {
            this.clock = clock;
        }

        @Override
        public synchronized StreamThreadExceptionResponse handle(Throwable problem) {
            Instant now = clock.instant();
            failures.addLast(now);
            failures.removeIf(failure -> failure.isBefore(now.minus(WINDOW)));
            boolean replace = failures.size() < MOST;
            LOGGER.atError()
                    .setCause(problem)
                    .addKeyValue("failures", failures.size())
                    .log(replace ? "stream thread failed and is replaced" : "stream threads fail again and again");
            return replace
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }
}
