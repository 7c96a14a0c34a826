package io.freshet.worker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read and wait for room, or for their time. Used by the poll thread alone. Bounded by what one poll brings
 * per class: the partitions of a class with a backlog are paused.
 */
final class Backlog {

    private final Set<String> bulkTopics;
    private final Deque<RawRecord> first = new ArrayDeque<>();
    private final Deque<RawRecord> bulk = new ArrayDeque<>();
    private final PriorityQueue<RawRecord> delayed = new PriorityQueue<>(Comparator.comparing(RawRecord::due));

    Backlog(Set<String> bulkTopics) {
        this.bulkTopics = Set.copyOf(bulkTopics);
    }

    void add(RawRecord raw, Instant now) {
        if (raw.due().isAfter(now)) {
            delayed.add(raw);
            return;
        }
        (bulkTopics.contains(raw.topic()) ? bulk : first).addLast(raw);
    }

    /** The next record to handle, bulk ones only when there is room for them; null when there is none. */
    @Nullable
    RawRecord poll(Instant now, boolean roomForBulk) {
        RawRecord head = delayed.peek();
        if (head != null && !head.due().isAfter(now)) {
            return delayed.poll();
        }
        RawRecord next = first.poll();
        return next == null && roomForBulk ? bulk.poll() : next;
    }

    /** Whether the partition must not bring more for now. */
    boolean holdsBack(TopicPartition partition) {
        boolean waiting = delayed.stream().anyMatch(raw -> raw.topicPartition().equals(partition));
        return waiting || !(bulkTopics.contains(partition.topic()) ? bulk : first).isEmpty();
    }

    void drop(TopicPartition partition) {
        first.removeIf(raw -> raw.topicPartition().equals(partition));
        bulk.removeIf(raw -> raw.topicPartition().equals(partition));
        delayed.removeIf(raw -> raw.topicPartition().equals(partition));
    }

    boolean isEmpty() {
        return first.isEmpty() && bulk.isEmpty() && delayed.isEmpty();
    }
}
