package io.freshet.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watermarks of the partitions that are owned, and their commits. Used by the poll thread alone, gauges aside. */
final class OffsetCommits {

    private static final Logger LOGGER = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    /** A broker that is away must not hold up the end of a process for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A crash repeats at most so many records of a partition; beyond it the partition is not read. */
    private static final int MOST_OPEN = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final WorkerMetrics metrics;
    private final Map<TopicPartition, OffsetWatermark> watermarks = new ConcurrentHashMap<>();
    private long nextCommit = System.nanoTime();

    OffsetCommits(Consumer<String, byte[]> consumer, WorkerMetrics metrics) {
        this.consumer = consumer;
        this.metrics = metrics;
    }

    /** Takes account of a record that was read, and gives the watermark that it belongs to. */
    OffsetWatermark opened(TopicPartition partition, long offset) {
        OffsetWatermark watermark = watermarks.computeIfAbsent(partition, added -> new OffsetWatermark());
        if (!watermark.continuesAt(offset)) {
            LOGGER.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", offset)
                    .log("The log goes on before what was read; counting afresh");
            watermark.abandon();
            watermark = new OffsetWatermark();
            watermarks.put(partition, watermark);
        }
        watermark.add(offset);
        return watermark;
    }

    boolean isFull(TopicPartition partition) {
        OffsetWatermark watermark = watermarks.get(partition);
        return watermark != null && watermark.openCount() >= MOST_OPEN;
    }

    /** Records that are done, and behind one that is not. */
    int heldBack() {
        return watermarks.values().stream().mapToInt(OffsetWatermark::lag).sum();
    }

    /** True when it was time. */
    boolean commitWhenDue() {
        long now = System.nanoTime();
        if (now - nextCommit < 0) {
            return false;
        }
        nextCommit = now + EVERY.toNanos();
        Map<OffsetWatermark, Long> marks = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(watermarks.keySet(), marks);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, failure) -> {
                if (failure == null) {
                    marks.forEach(OffsetWatermark::committed);
                } else {
                    metrics.commitFailed();
                }
            });
        }
        return true;
    }

    void commitAllNow() {
        commitNow(watermarks.keySet());
    }

    /** Commits and waits for it. When that fails, which is logged and counted, the records repeat. */
    void commitNow(Collection<TopicPartition> partitions) {
        Map<OffsetWatermark, Long> marks = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(Set.copyOf(partitions), marks);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitSync(offsets);
            marks.forEach(OffsetWatermark::committed);
        } catch (KafkaException e) {
            metrics.commitFailed();
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("Not committed; records repeat");
        }
    }

    /** The call that wakes the poll thread so that it ends may hit this commit instead, which is none the less wanted. */
    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, LONGEST);
        } catch (WakeupException e) {
            consumer.commitSync(offsets, LONGEST);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(
            Set<TopicPartition> partitions, Map<OffsetWatermark, Long> marks) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetWatermark watermark = watermarks.get(partition);
            if (watermark != null) {
                watermark.toCommit().ifPresent(offset -> {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                    marks.put(watermark, offset);
                });
            }
        }
        return offsets;
    }

    /** Lets no record of the partitions be started any more. */
    void abandon(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OffsetWatermark watermark = watermarks.get(partition);
            if (watermark != null) {
                watermark.abandon();
            }
        }
    }

    /** Whether a handler works on a record of the partitions. */
    boolean isRunning(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OffsetWatermark watermark = watermarks.get(partition);
            if (watermark != null && watermark.isRunning()) {
                return true;
            }
        }
        return false;
    }

    /** The partitions are another's. */
    void forget(Collection<TopicPartition> partitions) {
        abandon(partitions);
        watermarks.keySet().removeAll(partitions);
    }
}
