package io.freshet.gateway.entity.history;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.UUID;

/** The histories of the tenants' entities. */
public interface HistoryRepository {

    /** Adds an entry; belongs into the transaction that changes the entity. */
    void append(UUID tenantId, UUID entityId, HistoryEntry entry);

    /** A page of an entity's history, the highest version first. */
    Page<HistoryEntry> list(UUID tenantId, UUID entityId, PageRequest page);
}
