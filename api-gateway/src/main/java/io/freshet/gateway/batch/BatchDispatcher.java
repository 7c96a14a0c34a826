package io.freshet.gateway.batch;

import io.freshet.gateway.failure.PartAwayException;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the batches on: takes the outcomes of items whose job has ended, cancels what nobody wants any more, and starts items that
 * wait, as many as may run. All but the pace is in the database, so another leader goes on where this one ends. An item
 * and its job become running in one transaction.
 */
@Singleton
final class BatchDispatcher {

    private static final Logger LOGGER = LoggerFactory.getLogger(BatchDispatcher.class);

    /** Items of one transaction; an interactive refresh of one of them waits for its commit. */
    private static final int MOST_OF_A_TURN = 10;

    private static final int MOST_BATCHES = 1000;
    private static final int MOST_CANCELLED = 200;
    /** Outcomes are to be taken now and then. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

    /** What runs longer waits for a provider or a retry, and keeps nobody waiting. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final BatchQueue queue;
    private final ItemStart itemStart;
    private final JobCancellation cancellation;
    private final BatchParameters parameters;
    private final Clock clock;
    private final Pace pace = new Pace();
    private boolean full;

    BatchDispatcher(
            Transactions transactions,
            BatchQueue queue,
            ItemStart itemStart,
            JobCancellation cancellation,
            BatchParameters parameters,
            Clock clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.itemStart = itemStart;
        this.cancellation = cancellation;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * One round; for one thread at a time.
     *
     * @return whether there is a batch that is not over
     */
    boolean dispatch() {
        queue.unwanted(MOST_CANCELLED).forEach(job -> cancellation.cancel(job.tenantId(), job.jobId()));
        Instant start = clock.instant();
        pace.observe(queue.takeOutcomes(start), full);
        queue.completeFinished(start);
        Map<UUID, BatchQueue.Running> running = queue.running(start.minus(UNDER_WAY));
        List<BatchQueue.Waiting> waiting = queue.waiting(MOST_BATCHES);
        Turns turns =
                new Turns(waiting, running, new Turns.Limits(pace.limit(), parameters.batchInFlight(), MOST_OF_A_TURN));
        Optional<Turns.Turn> turn = turns.next();
        while (turn.isPresent() && clock.instant().isBefore(start.plus(LONGEST_ROUND))) {
            serve(turns, turn.get());
            turn = turns.next();
        }
        full = turns.isFull();
        return !waiting.isEmpty() || !running.isEmpty();
    }

    private void serve(Turns turns, Turns.Turn turn) {
        List<BatchItem> items = startItems(turn);
        int running = count(items, ItemStatus.RUNNING);
        boolean stuck = count(items, ItemStatus.QUEUED) > 0;
        turns.done(turn.batch(), running, items.size() == turn.most() && !stuck);
    }

    private static int count(List<BatchItem> items, ItemStatus status) {
        return (int) items.stream().filter(item -> item.status() == status).count();
    }

    /** One item that cannot be started must not hold up the others: it fails alone. */
    private List<BatchItem> startItems(Turns.Turn turn) {
        try {
            return settled(
                    turn.batch(),
                    turn.most(),
                    item -> itemStart.start(turn.batch().tenantId(), item));
        } catch (PartAwayException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("batch", turn.batch().batchId())
                    .setCause(e)
                    .log("Some items did not start together");
            return startAlone(turn);
        }
    }

    private List<BatchItem> startAlone(Turns.Turn turn) {
        BatchQueue.Waiting batch = turn.batch();
        try {
            return settled(batch, 1, item -> itemStart.start(batch.tenantId(), item));
        } catch (PartAwayException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("batch", batch.batchId()).setCause(e).log("An item cannot be started");
            return settled(batch, 1, ItemStart::broken);
        }
    }

    @FunctionalInterface
    private interface Start {
        BatchItem of(BatchQueue.Queued item);
    }

    private List<BatchItem> settled(BatchQueue.Waiting batch, int most, Start start) {
        return transactions.write(() -> {
            Instant now = clock.instant();
            List<BatchItem> items =
                    queue.take(batch, most, now).stream().map(start::of).toList();
            queue.settle(batch, items, now);
            return items;
        });
    }
}
