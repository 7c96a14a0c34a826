package io.freshet.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read and wait for room, or for their time. Used by the poll thread alone. Bounded by what one poll brings
 * per class, and per partition of a retry tier: the partitions of a class with a backlog, and those with a record that waits
 * for its time, are paused.
 */
final class Backlog {

    private final Set<String> bulkTopics;
    private final Deque<OpenRecord> first = new ArrayDeque<>();
    private final Deque<OpenRecord> bulk = new ArrayDeque<>();
    private final PriorityQueue<OpenRecord> delayed = new PriorityQueue<>(Comparator.comparing(OpenRecord::due));
    private final Map<TopicPartition, Integer> delayedOf = new HashMap<>();

    Backlog(Set<String> bulkTopics) {
        this.bulkTopics = Set.copyOf(bulkTopics);
    }

    void add(OpenRecord record, Instant now) {
        if (record.due().isAfter(now)) {
            delayed.add(record);
            delayedOf.merge(record.raw().topicPartition(), 1, Integer::sum);
            return;
        }
        (bulkTopics.contains(record.raw().topic()) ? bulk : first).addLast(record);
    }

    /** The next record to handle, bulk ones only when there is room for them; null when there is none. */
    @Nullable
    OpenRecord poll(Instant now, boolean roomForBulk) {
        OpenRecord head = delayed.peek();
        if (head != null && !head.due().isAfter(now)) {
            delayed.remove();
            delayedOf.computeIfPresent(head.raw().topicPartition(), (partition, n) -> n == 1 ? null : n - 1);
            return head;
        }
        OpenRecord next = first.poll();
        return next == null && roomForBulk ? bulk.poll() : next;
    }

    /** Whether the partition must not bring more for now. */
    boolean holdsBack(TopicPartition partition) {
        return delayedOf.containsKey(partition) || !(bulkTopics.contains(partition.topic()) ? bulk : first).isEmpty();
    }

    void drop(Collection<TopicPartition> partitions) {
        first.removeIf(record -> partitions.contains(record.raw().topicPartition()));
        bulk.removeIf(record -> partitions.contains(record.raw().topicPartition()));
        delayed.removeIf(record -> partitions.contains(record.raw().topicPartition()));
        delayedOf.keySet().removeAll(partitions);
    }

    /** How long it is certain that {@link #poll} gives nothing; at most {@code longest}. */
    Duration idle(Instant now, Duration longest) {
        if (!first.isEmpty() || !bulk.isEmpty()) {
            return Duration.ZERO;
        }
        OpenRecord head = delayed.peek();
        Duration wait = head == null ? longest : Duration.between(now, head.due());
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** Records that wait for room. */
    int ready() {
        return first.size() + bulk.size();
    }

    /** Records that wait for their time. */
    int delayed() {
        return delayed.size();
    }
}
