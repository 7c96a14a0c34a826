package io.freshet.gateway.entity;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The entities of the tenants. Except where said otherwise, deleted ones are not there. */
public interface EntityRepository {

    /** Inserts; false when the tenant has one with that tax id or external id. */
    boolean insert(Entity entity);

    /** Another of the tenant's entities that has the tax id or the external id of this one. */
    Optional<UUID> findTwin(Entity entity);

    Optional<Entity> find(UUID tenantId, UUID entityId);

    /** Whether the tenant has it, be it deleted. */
    boolean exists(UUID tenantId, UUID entityId);

    Optional<Entity> findByExternalId(UUID tenantId, String externalId);

    /** The newest entities that the tax id may mean, {@code limit} at most. */
    List<Entity> findByTaxId(UUID tenantId, TaxIdLookup taxId, int limit);

    /** A page of those that fit, the newest first. */
    Page<Entity> list(UUID tenantId, EntityFilter filter, PageRequest page);

    /** The entity, locked until the end of the transaction. */
    Optional<Entity> lock(UUID tenantId, UUID entityId);

    /**
     * Writes every field of a locked entity.
     *
     * @throws EntityTakenException when another one got its tax id or external id at the same time
     */
    void update(Entity entity);

    /** The job of the entity that has not ended. */
    Optional<UUID> openJob(UUID tenantId, UUID entityId);
}
