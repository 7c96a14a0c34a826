package io.freshet.gateway.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Snapshots, which are only ever added. */
public interface SnapshotRepository {

    void insert(Snapshot snapshot);

    /** The highest version. */
    Optional<Snapshot> latest(UUID tenantId, UUID entityId);

    Optional<Snapshot> find(UUID tenantId, UUID entityId, int version);

    /** At most {@code limit} snapshots with a version below {@code before}, the highest first. */
    List<Snapshot> before(UUID tenantId, UUID entityId, int before, int limit);
}
