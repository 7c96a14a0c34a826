package io.freshet.worker;

import io.freshet.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(2);

    private final WorkerDefinition<V> definition;
    private final WorkerSettings settings;
    private final WorkerParts parts;
    private final WorkerMetrics metrics;
    private final RecordSender sender;
    private final Consumer<String, byte[]> consumer;
    private final Backlog backlog;
    private final RetryTimes times;
    private final OffsetCommits commits;
    private final InFlight<V> inFlight;
    private final Rebalance rebalance;
    private final Thread thread;
    private Runnable onFailure = () -> {};
    private volatile boolean running = true;
    private volatile boolean crashed;
    private volatile boolean broken;

    /** Prepares a worker; nothing is read before {@link #start}. */
    public Worker(WorkerDefinition<V> definition, WorkerSettings settings, WorkerParts parts, MeterRegistry registry) {
        Clock clock = parts.clock();
        this.definition = definition;
        this.settings = settings;
        this.parts = parts;
        this.consumer = parts.consumer();
        this.backlog = new Backlog(Set.copyOf(definition.bulkTopics()));
        this.times = new RetryTimes(definition.stage());
        this.metrics = new WorkerMetrics(registry, definition.name());
        this.sender = new RecordSender(parts.producer(), parts.serializer(), definition.stage(), clock);
        this.commits = new OffsetCommits(consumer, metrics);
        RecordTask<V> task =
                new RecordTask<>(definition, parts.deserializer(), sender, metrics, clock, parts.maxAttempts());
        this.inFlight = new InFlight<>(definition, settings.maxInFlight(), task, this::fail);
        this.rebalance = new Rebalance(backlog, commits, this::dispatch);
        metrics.gauge("in.flight", inFlight::count);
        metrics.gauge("held.back", commits::heldBack);
        metrics.gauge("send.blocked", sender::blocked);
        this.thread = Thread.ofPlatform().name("poll-" + definition.name()).unstarted(this::run);
    }

    /** Starts to read. */
    public Worker<V> start() {
        return start(() -> {});
    }

    /**
     * Starts to read.
     *
     * @param onFailure called once, on a thread of its own, when the worker has ended by itself and a new one is needed
     */
    public Worker<V> start(Runnable onFailure) {
        this.onFailure = onFailure;
        List<String> topics = new ArrayList<>(definition.topics());
        topics.addAll(definition.bulkTopics());
        definition.stage().retryTiers().stream()
                .map(Topics.RetryTier::topic)
                .forEach(topic -> topics.add(topic.name()));
        consumer.subscribe(topics, rebalance);
        thread.start();
        return this;
    }

    /** Whether it works: it reads, the group has answered it, and the broker takes what it writes. */
    public boolean isReady() {
        return isLive() && thread.isAlive() && rebalance.isAssigned() && sender.blocked() == 0;
    }

    /** False when it has ended by itself: only a new worker helps. True before its start and after {@link #close}. */
    public boolean isLive() {
        return !broken && !(running && thread.getState() == Thread.State.TERMINATED);
    }

    private void run() {
        try {
            while (running && !broken) {
                dispatch();
                pauseWhatIsHeldBack();
                poll();
                if (commits.commitWhenDue()) {
                    metrics.waiting(backlog.ready(), backlog.delayed(), lag());
                }
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("Told to stop");
        } catch (RuntimeException e) {
            fail(e);
        }
        end();
        if (broken) {
            Thread.ofPlatform().name("failed-" + definition.name()).start(onFailure);
        }
    }

    private void fail(Throwable cause) {
        broken = true;
        LOGGER.atError()
                .addKeyValue("worker", definition.name())
                .setCause(cause)
                .log("The worker ends; it must be started again");
    }

    private void poll() {
        Instant now = parts.clock().instant();
        Duration idle = backlog.idle(now, IDLE_POLL);
        for (ConsumerRecord<String, byte[]> record : consumer.poll(idle.compareTo(BUSY_POLL) > 0 ? idle : BUSY_POLL)) {
            RawRecord raw = RawRecord.of(record);
            OffsetWatermark watermark = commits.opened(raw.topicPartition(), raw.offset());
            if (definition.accepts().test(raw.headers())) {
                backlog.add(new OpenRecord(raw, watermark, times.due(raw, now)), now);
            } else {
                metrics.skipped();
                watermark.complete(raw.offset());
            }
        }
    }

    private void dispatch() {
        Instant now = parts.clock().instant();
        while (inFlight.hasRoom()) {
            OpenRecord record = backlog.poll(now, inFlight.hasRoomForBulk());
            if (record == null) {
                return;
            }
            inFlight.start(record);
        }
    }

    private void pauseWhatIsHeldBack() {
        Set<TopicPartition> held = new HashSet<>();
        Set<TopicPartition> free = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            (backlog.holdsBack(partition) || commits.isFull(partition) ? held : free).add(partition);
        }
        consumer.pause(held);
        consumer.resume(free);
    }

    private long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void end() {
        if (crashed) {
            inFlight.interrupt();
            rebalance.end();
            consumer.close(CloseOptions.timeout(Duration.ZERO)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
            return;
        }
        awaitNothingInFlight(settings.drain());
        inFlight.interrupt();
        commits.commitAllNow();
        rebalance.end();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }

    private void awaitNothingInFlight(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (inFlight.count() > 0 && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Ends in order: stops reading, waits for what is in flight, commits, and leaves the group. Takes at most the drain time
     * and 15 seconds.
     */
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
        if (thread.getState() == Thread.State.NEW) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            return;
        }
        consumer.wakeup();
        try {
            thread.join(settings.drain().plusSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
