package io.freshet.rules.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.rules.engine.RuleCompiler;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.RiskMatrix;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryUnavailableException;
import io.freshet.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every version of every matrix, read from the compacted topic from its beginning and compiled once. */
public final class MatrixStore implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(MatrixStore.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.RISK_MATRICES.name(), 0);
    /** Beyond it new versions are not taken; jobs that name them end in the dead letters, which an operator sees. */
    private static final int BOUND = 20_000;

    private static final Duration READ_AGAIN = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<? extends SpecificRecord> deserializer;
    private final ObjectMapper json;
    private final Map<String, RuleCompiler.Result> compiled = new ConcurrentHashMap<>();
    private final Runnable onFailure;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean caughtUp;

    /**
     * Starts to read.
     *
     * @param onFailure called once, on a thread of its own, when reading has ended by itself
     */
    public MatrixStore(
            WorkerSettings settings,
            Deserializer<? extends SpecificRecord> deserializer,
            ObjectMapper json,
            Runnable onFailure) {
        this.deserializer = deserializer;
        this.json = json;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("matrices").start(this::run);
    }

    /** A matrix of the tenant; empty when it has not been read. */
    Optional<RuleCompiler.Result> find(String tenantId, MatrixRef reference) {
        return Optional.ofNullable(compiled.get(key(tenantId, reference.getMatrixId(), reference.getVersion())));
    }

    /** Whether everything that was there at the start has been read. */
    public boolean isReady() {
        return caughtUp && isLive();
    }

    /** False when reading has ended by itself. */
    public boolean isLive() {
        return !running || thread.isAlive();
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (running) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    takeWhenReadable(record);
                }
                if (!caughtUp) {
                    caughtUp = consumer.currentLag(PARTITION).orElse(1) == 0;
                }
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Told to stop");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("No more matrices are read; the worker must be started again");
            Thread.ofPlatform().name("matrices-failed").start(onFailure);
        }
    }

    /** A registry that is away comes back; a matrix that was skipped would be missing until the next start. */
    private void takeWhenReadable(ConsumerRecord<String, byte[]> record) {
        while (running) {
            try {
                take(record);
                return;
            } catch (RegistryUnavailableException e) {
                LOGGER.atWarn().addKeyValue("offset", record.offset()).log("The registry is away; reading again");
                LockSupport.parkNanos(READ_AGAIN.toNanos());
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() != null
                    && deserializer.deserialize(record.topic(), record.value()) instanceof RiskMatrix matrix) {
                keep(matrix);
            }
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | JsonProcessingException e) {
            LOGGER.atWarn().addKeyValue("offset", record.offset()).setCause(e).log("Matrix skipped");
        }
    }

    private void keep(RiskMatrix matrix) throws JsonProcessingException {
        String key = key(matrix.getTenantId(), matrix.getMatrixId(), matrix.getVersion());
        if (compiled.size() >= BOUND && !compiled.containsKey(key)) {
            LOGGER.atError().addKeyValue("bound", BOUND).log("Too many matrices");
            return;
        }
        compiled.put(key, RuleCompiler.compile(json.readTree(matrix.getDocument())));
    }

    private static String key(String tenantId, String matrixId, int version) {
        return tenantId + '/' + matrixId + '/' + version;
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
