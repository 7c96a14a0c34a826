package io.freshet.gateway.batch;

import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.RefreshPlanner;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.StoredRequest;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Keeps a batch with its items; nothing starts before the dispatcher comes. */
@Singleton
public final class BatchSubmission {

    /** Items of one batch. */
    public static final int MOST_ITEMS = 10_000;

    private static final int MOST_OPEN = 100;

    private final Transactions transactions;
    private final BatchRepository batches;
    private final EntityRepository entities;
    private final RefreshPlanner planner;
    private final Clock clock;

    BatchSubmission(
            Transactions transactions,
            BatchRepository batches,
            EntityRepository entities,
            RefreshPlanner planner,
            Clock clock) {
        this.transactions = transactions;
        this.batches = batches;
        this.entities = entities;
        this.planner = planner;
        this.clock = clock;
    }

    /** What became of the wish. */
    public sealed interface Outcome {}

    /** It is kept. */
    public record Accepted(Batch batch) implements Outcome {}

    /** The filter matches more than {@link #MOST_ITEMS} entities. Throw to roll back. */
    public record TooMany() implements Outcome {}

    /** The tenant has as many open batches as it may have. */
    public record TooManyOpen() implements Outcome {}

    /** The request itself cannot be planned, whatever the entity. Throw to roll back. */
    public record NotPlannable(Planning planning) implements Outcome {}

    /** Keeps a batch in the transaction that runs, which is to be rolled back unless the outcome is {@link Accepted}. */
    public Outcome submit(UUID tenantId, BatchTargets targets, RefreshRequest request) {
        return transactions.write(() -> {
            if (batches.countOpen(tenantId) >= MOST_OPEN) {
                return new TooManyOpen();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Batch batch = new Batch(UUID.randomUUID(), tenantId, BatchStatus.RUNNING, 0, now, null);
            batches.insert(batch, StoredRequest.write(request));
            int total = batches.insertItems(batch, targets, MOST_ITEMS);
            return total > MOST_ITEMS ? new TooMany() : settle(batch, total, request);
        });
    }

    private Outcome settle(Batch batch, int total, RefreshRequest request) {
        UUID tenantId = batch.tenantId();
        UUID first = batches.firstEntity(tenantId, batch.batchId()).orElse(null);
        if (first == null) {
            return kept(new Batch(
                    batch.batchId(), tenantId, BatchStatus.COMPLETED, total, batch.createdAt(), batch.createdAt()));
        }
        Planning planning = entities.find(tenantId, first)
                .<Planning>map(entity -> planner.plan(request, entity))
                .orElseGet(Planning.NoProviders::new);
        return concernsEveryItem(planning)
                ? new NotPlannable(planning)
                : kept(new Batch(batch.batchId(), tenantId, BatchStatus.RUNNING, total, batch.createdAt(), null));
    }

    private Accepted kept(Batch batch) {
        batches.settle(batch);
        return new Accepted(batch);
    }

    private static boolean concernsEveryItem(Planning planning) {
        return switch (planning) {
            case Planning.CatalogueMissing missing -> true;
            case Planning.UnknownNames unknown -> true;
            case Planning.NothingNamed nothing -> true;
            case Planning.BadParameter bad -> true;
            case Planning.Planned planned -> false;
            case Planning.NoCountryStrategy none -> false;
            case Planning.NoProviders none -> false;
        };
    }
}
