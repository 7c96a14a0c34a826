package io.freshet.gateway.snapshot;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import java.util.Optional;
import java.util.UUID;

/** Snapshots, which are only ever added. */
public interface SnapshotRepository {

    void insert(Snapshot snapshot);

    /** The highest version. */
    Optional<Snapshot> latest(UUID tenantId, UUID entityId);

    Optional<Snapshot> find(UUID tenantId, UUID entityId, int version);

    /** The highest versions first. */
    Page<Snapshot> list(UUID tenantId, UUID entityId, PageRequest page);
}
