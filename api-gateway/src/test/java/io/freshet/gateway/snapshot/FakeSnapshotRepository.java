package io.freshet.gateway.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Snapshots in memory. */
final class FakeSnapshotRepository implements SnapshotRepository {

    private final List<Snapshot> snapshots = new ArrayList<>();

    @Override
    public void insert(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public Optional<Snapshot> latest(UUID tenantId, UUID entityId) {
        return before(tenantId, entityId, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public Optional<Snapshot> find(UUID tenantId, UUID entityId, int version) {
        return before(tenantId, entityId, version + 1, 1).stream()
                .filter(snapshot -> snapshot.version() == version)
                .findFirst();
    }

    @Override
    public List<Snapshot> before(UUID tenantId, UUID entityId, int before, int limit) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.tenantId().equals(tenantId)
                        && snapshot.entityId().equals(entityId)
                        && snapshot.version() < before)
                .sorted(Comparator.comparingInt(Snapshot::version).reversed())
                .limit(limit)
                .toList();
    }
}
