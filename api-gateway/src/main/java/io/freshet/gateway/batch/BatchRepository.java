package io.freshet.gateway.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches as callers make and see them. */
public interface BatchRepository {

    void insert(Batch batch, ObjectNode request);

    /**
     * Inserts the items of a batch in one statement.
     *
     * @return how many there are, {@code most} + 1 when more than {@code most} entities match
     */
    int insertItems(Batch batch, BatchTargets targets, int most);

    /** Corrects what was not known when the batch was inserted. */
    void settle(Batch batch);

    /** How many batches of the tenant have items without an outcome. */
    int countOpen(UUID tenantId);

    Optional<Batch> find(UUID tenantId, UUID batchId);

    /** Newest first. */
    Page<Batch> list(UUID tenantId, PageRequest page);

    /** How many items are where. */
    Map<ItemStatus, Integer> counts(UUID tenantId, UUID batchId);

    /**
     * Items in the order of the request.
     *
     * @param status only those that are there; null for all
     */
    Page<BatchItem> items(UUID tenantId, UUID batchId, @Nullable ItemStatus status, PageRequest page);

    /** The first entity of a batch that the tenant has; what can be said of all items is tried on it. */
    Optional<UUID> firstEntity(UUID tenantId, UUID batchId);

    /**
     * Lets no more items of the batch start: those that wait are cancelled, and those that joined a refresh of somebody else
     * do not wait for it any more.
     *
     * @return whether the batch was running
     */
    boolean stop(UUID tenantId, UUID batchId, Instant at);
}
