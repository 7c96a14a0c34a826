package io.freshet.gateway.entity;

import java.util.Optional;
import java.util.UUID;

/** The entities of the tenants. */
public interface EntityRepository {

    /** Inserts; false when the tenant has one with that tax id or external id. */
    boolean insert(Entity entity);

    /** The tenant's entity that stands in the way of another one. */
    Optional<UUID> findTwin(Entity entity);

    /** The tenant's entity; empty when there is none, or when it is deleted. */
    Optional<Entity> find(UUID tenantId, UUID entityId);
}
