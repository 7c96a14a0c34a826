package io.freshet.gateway.marketplace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups of the tenants. */
public interface EnrichmentGroupRepository extends EnrichmentGroups {

    /** Inserts; false when the tenant has one with that slug. */
    boolean insert(EnrichmentGroup group);

    /** Locks and gives a group. */
    Optional<EnrichmentGroup> lock(UUID tenantId, String ref);

    /** Writes what a caller may change; false when another of the tenant's groups has the slug. */
    boolean update(EnrichmentGroup group);

    /** Whether there was one to delete. */
    boolean delete(UUID tenantId, UUID groupId);

    /**
     * One group.
     *
     * @param ref slug or UUID
     */
    Optional<EnrichmentGroup> find(UUID tenantId, String ref);

    /**
     * Some groups, newest first.
     *
     * @param after the last one of the page before; null for the first page
     */
    List<EnrichmentGroup> list(UUID tenantId, @Nullable Position after, int limit);

    /** Where in the list a group stands. */
    record Position(Instant createdAt, UUID groupId) {}
}
