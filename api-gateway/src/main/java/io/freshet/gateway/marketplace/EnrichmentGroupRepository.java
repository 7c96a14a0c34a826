package io.freshet.gateway.marketplace;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.Optional;
import java.util.UUID;

/** The groups of the tenants. */
public interface EnrichmentGroupRepository extends EnrichmentGroups {

    /** Makes other changes of the tenant's slugs wait until this transaction is over. */
    void lockSlugs(UUID tenantId);

    /** Inserts; false when the tenant has one with that slug. */
    boolean insert(EnrichmentGroup group);

    /** Locks and gives a group. */
    Optional<EnrichmentGroup> lock(UUID tenantId, String ref);

    /** Writes what a caller may change, the slugs being locked; false when another of the tenant's groups has the slug. */
    boolean update(EnrichmentGroup group);

    /** Whether there was one to delete. */
    boolean delete(UUID tenantId, UUID groupId);

    /**
     * One group.
     *
     * @param ref slug or UUID
     */
    Optional<EnrichmentGroup> find(UUID tenantId, String ref);

    /** Some groups, newest first. */
    Page<EnrichmentGroup> list(UUID tenantId, PageRequest page);
}
