package io.freshet.gateway.snapshot.persistence;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.snapshot.CanonicalJson;
import io.freshet.gateway.snapshot.Snapshot;
import io.freshet.gateway.snapshot.SnapshotRepository;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Snapshots in PostgreSQL. */
@Singleton
final class JdbcSnapshotRepository implements SnapshotRepository {

    private static final String INSERT = """
            INSERT INTO subject_snapshot (snapshot_id, tenant_id, entity_id, version, attributes, hash, previous_hash, job_id, created_at)
            VALUES (?, ?, ?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), ?, ?)
            """;

    private static final String SELECT = """
            SELECT snapshot_id, tenant_id, entity_id, version, attributes, hash, encode(previous_hash, 'hex') AS previous_hash,
                job_id, created_at
            FROM subject_snapshot WHERE tenant_id = ? AND entity_id = ?
            """;

    private static final String LIST =
            SELECT + "AND (created_at, snapshot_id) < (?, ?) ORDER BY created_at DESC, snapshot_id DESC LIMIT ?";

    /** Nothing is as late as this. */
    private static final Position BEFORE_ALL = new Position(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    private final Database database;

    JdbcSnapshotRepository(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Snapshot snapshot) {
        database.update(
                INSERT,
                snapshot.snapshotId(),
                snapshot.tenantId(),
                snapshot.entityId(),
                snapshot.version(),
                snapshot.attributes().text(),
                snapshot.hash(),
                snapshot.previousHash(),
                snapshot.jobId(),
                snapshot.createdAt());
    }

    @Override
    public Optional<Snapshot> latest(UUID tenantId, UUID entityId) {
        return database.queryOne(
                SELECT + "ORDER BY version DESC LIMIT 1", JdbcSnapshotRepository::read, tenantId, entityId);
    }

    @Override
    public Optional<Snapshot> find(UUID tenantId, UUID entityId, int version) {
        return database.queryOne(SELECT + "AND version = ?", JdbcSnapshotRepository::read, tenantId, entityId, version);
    }

    @Override
    public Page<Snapshot> list(UUID tenantId, UUID entityId, PageRequest page) {
        Position after = page.after() == null ? BEFORE_ALL : page.after();
        List<Snapshot> rows = database.query(
                LIST, JdbcSnapshotRepository::read, tenantId, entityId, after.at(), after.id(), page.rowsToRead());
        return Page.of(page, rows, snapshot -> new Position(snapshot.createdAt(), snapshot.snapshotId()));
    }

    private static Snapshot read(Row row) throws SQLException {
        return new Snapshot(
                row.uuid("snapshot_id"),
                row.uuid("tenant_id"),
                row.uuid("entity_id"),
                row.integer("version"),
                new CanonicalJson(row.text("attributes")),
                HexFormat.of().formatHex(row.bytes("hash")),
                row.nullableText("previous_hash"),
                row.uuid("job_id"),
                row.instant("created_at"));
    }
}
