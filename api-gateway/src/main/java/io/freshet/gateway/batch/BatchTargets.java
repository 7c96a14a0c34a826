package io.freshet.gateway.batch;

import io.freshet.core.PartyType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entities a batch is about. */
public sealed interface BatchTargets {

    /** These, each once; what the tenant does not have becomes an item with the outcome not_found. */
    record Named(List<UUID> entityIds) implements BatchTargets {
        public Named {
            entityIds = List.copyOf(entityIds);
        }
    }

    /**
     * All that the tenant has at submission and that meet every condition that is not null; deleted ones are never among
     * them.
     *
     * @param country ISO 3166-1 alpha-2 in capitals
     * @param riskLevel of the last evaluation that a job of the entity made: LOW, MEDIUM, HIGH or CRITICAL
     * @param lastRefreshedBefore no refresh of the entity has completed at this time or later
     */
    record Matching(
            @Nullable PartyType type,
            @Nullable String country,
            @Nullable String status,
            @Nullable String riskLevel,
            @Nullable Instant lastRefreshedBefore)
            implements BatchTargets {}
}
