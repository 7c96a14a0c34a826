package io.freshet.gateway.projection;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.UUID;

/** The holdings between the entities of a tenant. */
public interface RelationshipRepository {

    /** A page of an entity's holdings, those found last first; without those of deleted entities. */
    Page<Relationship> list(UUID tenantId, UUID entityId, Relationship.Direction direction, PageRequest page);
}
