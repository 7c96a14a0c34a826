package io.freshet.worker;

import io.freshet.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link WorkerDefinition}: one thread polls, each record is handled on a virtual thread, at most {@code maxInFlight}
 * at once. What does not fit stops the polling of its partitions. Offsets are committed up to the first record that is not
 * done ({@link OffsetWatermark}), so a record is handled at least once whatever dies.
 *
 * <p>A worker is started once and closed once. The consumer and the clients inside {@code parts} are its own from then on.
 */
public final class Worker<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(2);
    private static final Duration REVOKE_WAIT = Duration.ofSeconds(5);

    private final WorkerDefinition<V> definition;
    private final WorkerSettings settings;
    private final WorkerParts parts;
    private final RecordTask<V> task;
    private final WorkerMetrics metrics;
    private final Consumer<String, byte[]> consumer;
    private final Backlog backlog;
    private final KeyLanes lanes = new KeyLanes();
    private final Map<TopicPartition, OffsetWatermark> watermarks = new ConcurrentHashMap<>();
    private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger bulkInFlight = new AtomicInteger();
    private final Thread thread;
    private long nextCommit;
    private volatile boolean running = true;
    private volatile boolean crashed;
    private volatile boolean assigned;

    /** Prepares a worker; nothing is read before {@link #start}. */
    public Worker(WorkerDefinition<V> definition, WorkerSettings settings, WorkerParts parts, MeterRegistry registry) {
        this.definition = definition;
        this.settings = settings;
        this.parts = parts;
        this.consumer = parts.consumer();
        this.backlog = new Backlog(Set.copyOf(definition.bulkTopics()));
        this.metrics = new WorkerMetrics(registry, definition.name());
        this.task = new RecordTask<>(
                definition,
                parts.deserializer(),
                new RecordSender(parts.producer(), parts.serializer(), definition.stage(), parts.clock()),
                metrics,
                parts.maxAttempts());
        metrics.gauge("in.flight", inFlight::get);
        metrics.gauge(
                "held.back",
                () -> watermarks.values().stream()
                        .mapToInt(OffsetWatermark::lag)
                        .sum());
        this.thread = Thread.ofPlatform().name("poll-" + definition.name()).unstarted(this::run);
    }

    /** Starts to read. */
    public Worker<V> start() {
        List<String> topics = new ArrayList<>(definition.topics());
        topics.addAll(definition.bulkTopics());
        definition.stage().retryTiers().stream()
                .map(Topics.RetryTier::topic)
                .forEach(topic -> topics.add(topic.name()));
        consumer.subscribe(topics, new Rebalance());
        thread.start();
        return this;
    }

    /** Whether it reads: its thread lives and the group has answered it. */
    public boolean isReady() {
        return thread.isAlive() && assigned;
    }

    private void run() {
        try {
            while (running) {
                dispatch();
                pauseWhatIsHeldBack();
                poll();
                commitWhenDue();
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Told to stop");
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("worker", definition.name())
                    .setCause(e)
                    .log("Poll loop ended");
        }
        end();
    }

    private void poll() {
        Duration wait = backlog.isEmpty() ? IDLE_POLL : BUSY_POLL;
        Instant now = parts.clock().instant();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            RawRecord raw = RawRecord.of(record);
            OffsetWatermark watermark =
                    watermarks.computeIfAbsent(raw.topicPartition(), partition -> new OffsetWatermark());
            watermark.add(raw.offset());
            if (definition.accepts().test(raw.headers())) {
                backlog.add(raw, now);
            } else {
                metrics.skipped();
                watermark.complete(raw.offset());
            }
        }
    }

    private void dispatch() {
        Instant now = parts.clock().instant();
        while (inFlight.get() < settings.maxInFlight()) {
            boolean roomForBulk = bulkInFlight.get() < Math.max(1, settings.maxInFlight() / 2);
            RawRecord raw = backlog.poll(now, roomForBulk);
            if (raw == null) {
                return;
            }
            inFlight.incrementAndGet();
            if (definition.bulkTopics().contains(raw.topic())) {
                bulkInFlight.incrementAndGet();
            }
            Runnable work = () -> handle(raw);
            if (!definition.serializeKeys() || raw.key() == null || lanes.enter(raw.key(), work)) {
                Thread.startVirtualThread(work);
            }
        }
    }

    private void handle(RawRecord raw) {
        handlers.add(Thread.currentThread());
        try {
            task.run(raw);
            OffsetWatermark watermark = watermarks.get(raw.topicPartition());
            if (watermark != null) {
                watermark.complete(raw.offset());
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Interrupted; the record is left to the next owner");
        } catch (RuntimeException e) {
            // Not even the dead letter could be written: the record stays open and holds its partition's commits.
            LOGGER.atError().addKeyValue("topic", raw.topic()).setCause(e).log("Record not settled");
        } finally {
            handlers.remove(Thread.currentThread());
            if (definition.bulkTopics().contains(raw.topic())) {
                bulkInFlight.decrementAndGet();
            }
            inFlight.decrementAndGet();
            Runnable next = definition.serializeKeys() && raw.key() != null ? lanes.leave(raw.key()) : null;
            if (next != null) {
                Thread.startVirtualThread(next);
            }
        }
    }

    private void pauseWhatIsHeldBack() {
        Set<TopicPartition> held = new HashSet<>();
        Set<TopicPartition> free = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            (backlog.holdsBack(partition) ? held : free).add(partition);
        }
        consumer.pause(held);
        consumer.resume(free);
    }

    private void commitWhenDue() {
        long now = System.nanoTime();
        if (now >= nextCommit) {
            nextCommit = now + COMMIT_EVERY.toNanos();
            Map<TopicPartition, OffsetAndMetadata> offsets = committable(watermarks.keySet());
            if (!offsets.isEmpty()) {
                consumer.commitAsync(offsets, (committed, failure) -> {
                    if (failure != null) {
                        metrics.commitFailed();
                        return;
                    }
                    noteCommitted(committed);
                });
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetWatermark watermark = watermarks.get(partition);
            OptionalLong offset = watermark == null ? OptionalLong.empty() : watermark.toCommit();
            offset.ifPresent(value -> offsets.put(partition, new OffsetAndMetadata(value)));
        }
        return offsets;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            OffsetWatermark watermark = watermarks.get(partition);
            if (watermark != null) {
                watermark.committed(offset.offset());
            }
        });
    }

    private void commitNow(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(partitions);
        try {
            consumer.commitSync(offsets);
            noteCommitted(offsets);
        } catch (KafkaException e) {
            metrics.commitFailed();
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("Not committed; records repeat");
        }
    }

    private void end() {
        if (crashed) {
            handlers.forEach(Thread::interrupt);
            consumer.close(CloseOptions.timeout(Duration.ZERO)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
            return;
        }
        awaitNothingInFlight(settings.drain());
        handlers.forEach(Thread::interrupt);
        commitNow(watermarks.keySet());
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }

    private void awaitNothingInFlight(Duration time) {
        await(time, () -> inFlight.get() == 0);
    }

    private static void await(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Ends in order: stops reading, waits for what is in flight, commits, and leaves the group. */
    @Override
    public void close() {
        stop();
        parts.producer().close(Duration.ofSeconds(5));
    }

    /** Ends as a killed process does: nothing is waited for, nothing committed, the group is not told. For tests. */
    void crash() {
        crashed = true;
        stop();
        parts.producer().close(Duration.ZERO);
    }

    private void stop() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(settings.drain().plusSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives partitions up only when their records are done and committed, as far as that takes a bounded time. */
    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(backlog::drop);
            Set<TopicPartition> gone = Set.copyOf(partitions);
            if (!crashed) {
                await(
                        REVOKE_WAIT,
                        () -> gone.stream()
                                .map(watermarks::get)
                                .noneMatch(watermark ->
                                        watermark != null && watermark.openCount() > 0 && inFlight.get() > 0));
                commitNow(gone);
            }
            gone.forEach(watermarks::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(backlog::drop);
            partitions.forEach(watermarks::remove);
        }
    }
}
