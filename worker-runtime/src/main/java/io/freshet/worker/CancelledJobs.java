package io.freshet.worker;

import io.freshet.schemas.Headers;
import io.freshet.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that were cancelled and whose deadline has not passed. Every process reads all cancellations, without a group,
 * from the beginning of their short-lived topic; the headers of a record say enough, its value is not decoded.
 */
public final class CancelledJobs implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CancelledJobs.class);
    /** About 20 MB; beyond it the oldest is forgotten, and that job's records are handled in vain. */
    private static final int BOUND = 100_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final RememberedJobs jobs;
    private final Clock clock;
    private final Runnable onFailure;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Starts to read.
     *
     * @param topic the cancellations, by job id
     * @param onFailure called once, on a thread of its own, when reading has ended by itself
     */
    public CancelledJobs(WorkerSettings settings, Topic topic, Clock clock, Runnable onFailure) {
        this(consumer(settings), topic, clock, onFailure);
    }

    CancelledJobs(Consumer<String, byte[]> consumer, Topic topic, Clock clock, Runnable onFailure) {
        this.consumer = consumer;
        this.partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        this.jobs = new RememberedJobs(BOUND);
        this.clock = clock;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("cancellations").start(this::run);
    }

    private static Consumer<String, byte[]> consumer(WorkerSettings settings) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Whether the job was cancelled, as far as this process has read. */
    public boolean contains(@Nullable String jobId) {
        return jobId != null && jobs.contains(jobId);
    }

    /**
     * A handler that acknowledges the records of cancelled jobs without work and gives all others to {@code handler}. The
     * first records wait, for a while, until what was cancelled before the start of this process is known.
     */
    public <V extends SpecificRecord> RecordHandler<V> skippedBy(RecordHandler<V> handler) {
        return delivery -> {
            if (!caughtUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atWarn().log("Cancellations are not read yet; going on without them");
            }
            return contains(delivery.headers().get(Headers.JOB_ID))
                    ? Outcome.Done.emitting()
                    : handler.handle(delivery);
        };
    }

    /** False when reading has ended by itself. */
    public boolean isLive() {
        return !running || thread.isAlive();
    }

    private void run() {
        try (consumer) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                Instant now = clock.instant();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    remember(record, now);
                }
                jobs.forgetBefore(now);
                if (caughtUp.getCount() > 0 && hasCaughtUp()) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Told to stop");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("No more cancellations are read; the worker must be started again");
            Thread.ofPlatform().name("cancellations-failed").start(onFailure);
        }
    }

    private boolean hasCaughtUp() {
        return partitions.stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void remember(ConsumerRecord<String, byte[]> record, Instant now) {
        String jobId = text(record, Headers.JOB_ID);
        String deadline = text(record, Headers.DEADLINE);
        try {
            if (jobId != null && deadline != null) {
                Instant until = Instant.ofEpochMilli(Long.parseLong(deadline));
                if (until.isAfter(now)) {
                    jobs.remember(jobId, until);
                }
                return;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        LOGGER.atWarn()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("Cancellation without job and deadline skipped");
    }

    private static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
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
