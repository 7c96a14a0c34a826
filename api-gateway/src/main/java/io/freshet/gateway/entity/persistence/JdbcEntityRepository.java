package io.freshet.gateway.entity.persistence;

import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityFilter;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.entity.EntityTakenException;
import io.freshet.gateway.entity.TaxIdLookup;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.DatabaseException;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities in PostgreSQL; every statement names the tenant. */
@Singleton
final class JdbcEntityRepository implements EntityRepository {

    private static final String INSERT = """
            INSERT INTO entity (entity_id, tenant_id, type, name, country, tax_id, external_id, party_key, status,
                is_client, attributes, entity_data, risk_matrix_ids, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE entity SET name = ?, country = ?, tax_id = ?, external_id = ?, party_key = ?, status = ?, is_client = ?,
                attributes = ?, entity_data = ?, risk_matrix_ids = ?, version = ?, updated_at = ?
            WHERE tenant_id = ? AND entity_id = ?
            """;

    private static final String TWIN = """
            SELECT entity_id FROM entity WHERE tenant_id = ? AND status <> 'deleted'
                AND (party_key = ? OR external_id = ?) AND entity_id <> ? LIMIT 1
            """;

    private static final String FIND =
            "SELECT * FROM entity WHERE tenant_id = ? AND entity_id = ? AND status <> 'deleted'";

    private static final String OPEN_JOB = """
            SELECT job_id FROM refresh_job WHERE tenant_id = ? AND entity_id = ? AND status IN ('queued', 'running') LIMIT 1
            """;

    private final Database database;

    JdbcEntityRepository(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Entity entity) {
        return database.update(
                        INSERT,
                        entity.entityId(),
                        entity.tenantId(),
                        entity.type().word(),
                        entity.name(),
                        entity.country(),
                        entity.taxId(),
                        entity.externalId(),
                        partyKey(entity),
                        entity.status(),
                        entity.client(),
                        entity.attributes(),
                        entity.entityData(),
                        SqlArray.uuids(entity.riskMatrixIds()),
                        entity.version(),
                        entity.createdAt(),
                        entity.updatedAt())
                == 1;
    }

    @Override
    public Optional<UUID> findTwin(Entity entity) {
        return database.queryOne(
                TWIN,
                row -> row.uuid("entity_id"),
                entity.tenantId(),
                partyKey(entity),
                entity.externalId(),
                entity.entityId());
    }

    @Override
    public Optional<Entity> find(UUID tenantId, UUID entityId) {
        return database.queryOne(FIND, JdbcEntityRepository::read, tenantId, entityId);
    }

    @Override
    public boolean exists(UUID tenantId, UUID entityId) {
        return database.queryOne(
                        "SELECT entity_id FROM entity WHERE tenant_id = ? AND entity_id = ?",
                        row -> row.uuid("entity_id"),
                        tenantId,
                        entityId)
                .isPresent();
    }

    @Override
    public Optional<Entity> findByExternalId(UUID tenantId, String externalId) {
        return database.queryOne(
                "SELECT * FROM entity WHERE tenant_id = ? AND external_id = ? AND status <> 'deleted'",
                JdbcEntityRepository::read,
                tenantId,
                externalId);
    }

    @Override
    public List<Entity> findByTaxId(UUID tenantId, TaxIdLookup taxId, int limit) {
        EntityFilter filter = new EntityFilter(null, null, taxId, null, null, null);
        return list(tenantId, filter, new PageRequest(limit, null)).items();
    }

    @Override
    public Page<Entity> list(UUID tenantId, EntityFilter filter, PageRequest page) {
        EntityListQuery query = EntityListQuery.of(tenantId, filter, page);
        return Page.of(
                page,
                database.query(query.sql(), JdbcEntityRepository::read, query.arguments()),
                entity -> new Position(entity.createdAt(), entity.entityId()));
    }

    @Override
    public Optional<Entity> lock(UUID tenantId, UUID entityId) {
        return database.updateReturning(FIND + " FOR UPDATE", JdbcEntityRepository::read, tenantId, entityId).stream()
                .findFirst();
    }

    @Override
    public void update(Entity entity) {
        try {
            database.update(
                    UPDATE,
                    entity.name(),
                    entity.country(),
                    entity.taxId(),
                    entity.externalId(),
                    partyKey(entity),
                    entity.status(),
                    entity.client(),
                    entity.attributes(),
                    entity.entityData(),
                    SqlArray.uuids(entity.riskMatrixIds()),
                    entity.version(),
                    entity.updatedAt(),
                    entity.tenantId(),
                    entity.entityId());
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                throw new EntityTakenException();
            }
            throw e;
        }
    }

    @Override
    public Optional<UUID> openJob(UUID tenantId, UUID entityId) {
        return database.queryOne(OPEN_JOB, row -> row.uuid("job_id"), tenantId, entityId);
    }

    private static @Nullable String partyKey(Entity entity) {
        return entity.partyKey().map(PartyKey::value).orElse(null);
    }

    private static Entity read(Row row) throws SQLException {
        return new Entity(
                row.uuid("entity_id"),
                row.uuid("tenant_id"),
                PartyType.valueOf(row.text("type").toUpperCase(Locale.ROOT)),
                row.nullableText("name"),
                row.nullableText("country"),
                row.nullableText("tax_id"),
                row.nullableText("external_id"),
                row.text("status"),
                row.flag("is_client"),
                row.object("attributes"),
                row.object("entity_data"),
                row.uuids("risk_matrix_ids"),
                row.bigint("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
