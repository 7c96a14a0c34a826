package io.freshet.gateway.snapshot;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Snapshots in memory. */
final class FakeSnapshotRepository implements SnapshotRepository {

    private final List<Snapshot> snapshots = new ArrayList<>();

    @Override
    public void insert(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public Optional<Snapshot> latest(UUID tenantId, UUID entityId) {
        return all(tenantId, entityId).findFirst();
    }

    @Override
    public Optional<Snapshot> find(UUID tenantId, UUID entityId, int version) {
        return all(tenantId, entityId)
                .filter(snapshot -> snapshot.version() == version)
                .findFirst();
    }

    @Override
    public Page<Snapshot> list(UUID tenantId, UUID entityId, PageRequest page) {
        return Page.of(
                page,
                all(tenantId, entityId).limit(page.rowsToRead()).toList(),
                snapshot -> new Position(snapshot.createdAt(), snapshot.snapshotId()));
    }

    private Stream<Snapshot> all(UUID tenantId, UUID entityId) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.tenantId().equals(tenantId)
                        && snapshot.entityId().equals(entityId))
                .sorted(Comparator.comparingInt(Snapshot::version).reversed());
    }
}
