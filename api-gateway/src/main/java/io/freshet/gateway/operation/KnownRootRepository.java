package io.freshet.gateway.operation;

import io.freshet.gateway.refresh.KnownRoot;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What earlier jobs found out about entities. */
public interface KnownRootRepository {

    /**
     * What is known of the tenant's entity.
     *
     * @param at when it is looked at
     * @return empty when no provider has answered about it yet
     */
    Optional<KnownRoot> find(UUID tenantId, UUID entityId, Instant at);
}
