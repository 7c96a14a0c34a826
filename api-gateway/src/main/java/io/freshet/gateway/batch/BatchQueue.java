package io.freshet.gateway.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Batches of all tenants, as the dispatcher moves them. */
public interface BatchQueue {

    /**
     * Gives items that run the status of their job, when that has ended.
     *
     * @return of each job that was the item's own and has completed, the milliseconds from its submission to its end without
     *     those of its slowest provider
     */
    List<Long> takeOutcomes(Instant at);

    /** Jobs that run for batches that are being cancelled. */
    List<Unwanted> unwanted(int most);

    /** Ends the batches all of whose items have an outcome. */
    int completeFinished(Instant at);

    /** Batches with items that wait, those first that were served longest ago. */
    List<Waiting> waiting(int most);

    /** How many items run, by tenant; a tenant that is not named has none. */
    Map<UUID, Running> running(Instant recently);

    /** Locks some items that wait, in their order, past those that somebody else has locked, and notes that the batch was served. */
    List<Queued> take(Waiting batch, int most, Instant at);

    /** Keeps what became of items that were taken: each runs, or has an outcome. */
    void settle(Waiting batch, List<BatchItem> items, Instant at);

    /**
     * Items that run.
     *
     * @param recent those of them that were started recently
     */
    record Running(int all, int recent) {}

    /** A batch with items that wait. */
    record Waiting(UUID batchId, UUID tenantId) {}

    /**
     * An item that waits.
     *
     * @param request the refresh of the batch
     */
    record Queued(int position, UUID entityId, ObjectNode request) {}

    /** A job that nobody wants any more. */
    record Unwanted(UUID tenantId, UUID jobId) {}
}
