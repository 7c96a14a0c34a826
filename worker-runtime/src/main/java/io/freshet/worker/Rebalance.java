package io.freshet.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives partitions up only when what is being handled of them is done and committed, as far as that takes a bounded time;
 * what then still runs is done again by the next owner. Called by the poll thread.
 */
final class Rebalance implements ConsumerRebalanceListener {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final Backlog backlog;
    private final OffsetCommits commits;
    private final Runnable meanwhile;
    private volatile boolean assigned;
    private volatile boolean ending;

    /**
     * A listener.
     *
     * @param meanwhile called while it waits, so that the records of other partitions go on
     */
    Rebalance(Backlog backlog, OffsetCommits commits, Runnable meanwhile) {
        this.backlog = backlog;
        this.commits = commits;
        this.meanwhile = meanwhile;
    }

    /** Whether the group has answered. */
    boolean isAssigned() {
        return assigned;
    }

    /** From now on nothing is waited for and nothing committed. */
    void end() {
        ending = true;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        backlog.drop(partitions);
        commits.abandon(partitions);
        if (!ending) {
            awaitEndOf(partitions);
            commits.commitNow(partitions);
        }
        commits.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        backlog.drop(partitions);
        commits.forget(partitions);
    }

    private void awaitEndOf(Collection<TopicPartition> partitions) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (commits.isRunning(partitions) && System.nanoTime() < end) {
            meanwhile.run();
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
