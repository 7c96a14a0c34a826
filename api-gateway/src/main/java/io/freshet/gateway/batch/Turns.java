package io.freshet.gateway.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose turn it is: tenants one after the other, and of a tenant its batches one after the other, a few items each time. A tenant
 * with many batches gets no more turns than one with a single batch, and who has no room left has none.
 */
final class Turns {

    private final Limits limits;
    private final Map<UUID, Integer> running = new HashMap<>();
    private final Map<UUID, Deque<BatchQueue.Waiting>> batches = new LinkedHashMap<>();
    private final Deque<UUID> tenants;
    private final int share;
    private int recent;

    /**
     * Turns of one round.
     *
     * @param waiting those first that were served longest ago
     * @param running items by tenant
     */
    Turns(List<BatchQueue.Waiting> waiting, Map<UUID, BatchQueue.Running> running, Limits limits) {
        this.limits = limits;
        running.forEach((tenant, items) -> this.running.put(tenant, items.all()));
        this.recent =
                running.values().stream().mapToInt(BatchQueue.Running::recent).sum();
        waiting.forEach(batch -> batches.computeIfAbsent(batch.tenantId(), tenant -> new ArrayDeque<>())
                .add(batch));
        this.tenants = new ArrayDeque<>(batches.keySet());
        // With full turns the first of them would have most of a small room, and in the next round again.
        int fair = (limits.all() - recent) / Math.max(1, tenants.size());
        this.share = Math.max(1, Math.min(limits.ofTurn(), fair));
    }

    /**
     * What a round may do.
     *
     * @param all how many items of all tenants may run that were started recently
     * @param ofTenant how many items of one tenant may run
     * @param ofTurn how many items one turn may start
     */
    record Limits(int all, int ofTenant, int ofTurn) {}

    /** A batch and how many items of it may start. */
    record Turn(BatchQueue.Waiting batch, int most) {}

    /** The next turn; empty when the round is over. */
    Optional<Turn> next() {
        while (!tenants.isEmpty() && !isFull()) {
            UUID tenant = tenants.remove();
            int ofTenant = limits.ofTenant() - running.getOrDefault(tenant, 0);
            int room = Math.min(limits.all() - recent, ofTenant);
            BatchQueue.Waiting batch =
                    batches.getOrDefault(tenant, new ArrayDeque<>()).poll();
            if (room > 0 && batch != null) {
                tenants.add(tenant);
                return Optional.of(new Turn(batch, Math.min(room, share)));
            }
        }
        return Optional.empty();
    }

    /** Whether as many items were started recently and run as all tenants together may have. */
    boolean isFull() {
        return recent >= limits.all();
    }

    /**
     * Tells what a turn came to.
     *
     * @param started items that run now
     * @param more whether the batch may have more items that wait
     */
    void done(BatchQueue.Waiting batch, int started, boolean more) {
        recent += started;
        running.merge(batch.tenantId(), started, Integer::sum);
        if (more) {
            batches.computeIfAbsent(batch.tenantId(), tenant -> new ArrayDeque<>())
                    .add(batch);
        }
    }
}
