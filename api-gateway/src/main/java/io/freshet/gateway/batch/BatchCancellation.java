package io.freshet.gateway.batch;

import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Stops batches; the dispatcher then cancels the refreshes of theirs that run. */
@Singleton
public final class BatchCancellation {

    private final Transactions transactions;
    private final BatchRepository batches;
    private final Clock clock;

    BatchCancellation(Transactions transactions, BatchRepository batches, Clock clock) {
        this.transactions = transactions;
        this.batches = batches;
        this.clock = clock;
    }

    /** What became of the wish. */
    public sealed interface Outcome {}

    /** No item of it starts any more. */
    public record Stopped(Batch batch) implements Outcome {}

    /** It was over before. */
    public record AlreadyEnded(Batch batch) implements Outcome {}

    /** The tenant has no such batch. */
    public record NotFound() implements Outcome {}

    /** Stops a batch; one that is being stopped already stays so. */
    public Outcome cancel(UUID tenantId, UUID batchId) {
        return transactions.write(() -> {
            batches.stop(tenantId, batchId, clock.instant());
            Optional<Batch> batch = batches.find(tenantId, batchId);
            return batch.map(BatchCancellation::outcome).orElseGet(NotFound::new);
        });
    }

    private static Outcome outcome(Batch batch) {
        return switch (batch.status()) {
            case RUNNING, CANCELLING -> new Stopped(batch);
            case COMPLETED, CANCELLED -> new AlreadyEnded(batch);
        };
    }
}
