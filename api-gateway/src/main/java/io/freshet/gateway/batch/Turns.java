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

    private final int inFlight;
    private final int most;
    private final Map<UUID, Integer> running;
    private final Map<UUID, Deque<BatchQueue.Waiting>> batches = new LinkedHashMap<>();
    private final Deque<UUID> tenants;

    /**
     * Turns of one round.
     *
     * @param waiting those first that were served longest ago
     * @param running items by tenant
     * @param inFlight how many items of a tenant may run
     * @param most items of one turn
     */
    Turns(List<BatchQueue.Waiting> waiting, Map<UUID, Integer> running, int inFlight, int most) {
        this.inFlight = inFlight;
        this.most = most;
        this.running = new HashMap<>(running);
        waiting.forEach(batch -> batches.computeIfAbsent(batch.tenantId(), tenant -> new ArrayDeque<>())
                .add(batch));
        this.tenants = new ArrayDeque<>(batches.keySet());
    }

    /** A batch and how many items of it may start. */
    record Turn(BatchQueue.Waiting batch, int most) {}

    /** The next turn; empty when the round is over. */
    Optional<Turn> next() {
        while (!tenants.isEmpty()) {
            UUID tenant = tenants.remove();
            int room = inFlight - running.getOrDefault(tenant, 0);
            BatchQueue.Waiting batch =
                    batches.getOrDefault(tenant, new ArrayDeque<>()).poll();
            if (room > 0 && batch != null) {
                tenants.add(tenant);
                return Optional.of(new Turn(batch, Math.min(room, most)));
            }
        }
        return Optional.empty();
    }

    /**
     * Tells what a turn came to.
     *
     * @param started items that run now
     * @param more whether the batch may have more items that wait
     */
    void done(BatchQueue.Waiting batch, int started, boolean more) {
        running.merge(batch.tenantId(), started, Integer::sum);
        if (more) {
            batches.computeIfAbsent(batch.tenantId(), tenant -> new ArrayDeque<>())
                    .add(batch);
        }
    }
}
