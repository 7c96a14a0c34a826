package io.freshet.ownership.messaging;

import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The jobs of one task: their trees, and the roots' events as they came. The events lie apart because they are large and
 * never change, while a tree is written again with each answer.
 *
 * <p>A settled job stays for an hour, so that an answer that is read again finds it, and at least for a minute after the
 * task started: first it must have read again what its predecessor had not committed.
 */
final class JobStore {

    static final Duration KEPT_SETTLED = Duration.ofHours(1);
    static final Duration KEPT_AFTER_START = Duration.ofMinutes(1);
    private static final int JOBS_AT_A_TIME = 200;

    private final KeyValueStore<String, OwnershipTree> trees;
    private final KeyValueStore<String, byte[]> roots;
    private final Alarms alarms = new Alarms();
    private final Alarms repetitions = new Alarms();
    private final Instant startedAt;

    JobStore(KeyValueStore<String, OwnershipTree> trees, KeyValueStore<String, byte[]> roots, Instant now) {
        this.trees = trees;
        this.roots = roots;
        this.startedAt = now;
        try (KeyValueIterator<String, OwnershipTree> all = trees.all()) {
            while (all.hasNext()) {
                KeyValue<String, OwnershipTree> job = all.next();
                alarms.set(job.key, alarmOf(job.value));
                Settlement settlement = job.value.settlement();
                if (settlement != null && settlement.byClock()) {
                    repetitions.set(job.key, now);
                }
            }
        }
    }

    Optional<OwnershipTree> tree(String jobId) {
        return Optional.ofNullable(trees.get(jobId));
    }

    Optional<byte[]> root(String jobId) {
        return Optional.ofNullable(roots.get(jobId));
    }

    /** Keeps the root's event; done for a repeated one too, which may be repeated because this was lost. */
    void saveRoot(String jobId, byte[] event) {
        if (roots.get(jobId) == null) {
            roots.put(jobId, event);
        }
    }

    void add(String jobId, OwnershipTree tree) {
        save(jobId, tree);
        alarms.set(jobId, alarmOf(tree));
    }

    void save(String jobId, OwnershipTree tree) {
        trees.put(jobId, tree);
    }

    /** Jobs that the clock settled before this task started: no record will be read again that repeats their end. */
    List<String> toRepeat(Instant now) {
        return repetitions.due(now, JOBS_AT_A_TIME);
    }

    /** Hands every job over whose deadline strikes, and drops those that were settled long ago. */
    void wake(Instant now, BiConsumer<String, OwnershipTree> onDeadline) {
        for (String jobId : alarms.due(now, JOBS_AT_A_TIME)) {
            OwnershipTree tree = trees.get(jobId);
            if (tree == null) {
                continue;
            }
            if (tree.settlement() == null) {
                onDeadline.accept(jobId, tree);
                tree(jobId).ifPresent(after -> alarms.set(jobId, alarmOf(after)));
            } else if (alarmOf(tree).isAfter(now)) {
                alarms.set(jobId, alarmOf(tree));
            } else {
                trees.delete(jobId);
                roots.delete(jobId);
            }
        }
    }

    private Instant alarmOf(OwnershipTree tree) {
        Settlement settlement = tree.settlement();
        if (settlement == null) {
            return tree.strikesAt();
        }
        Instant dropped = settlement.at().plus(KEPT_SETTLED);
        Instant earliest = startedAt.plus(KEPT_AFTER_START);
        return dropped.isBefore(earliest) ? earliest : dropped;
    }
}
