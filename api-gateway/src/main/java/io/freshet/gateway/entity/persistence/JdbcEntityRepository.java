package io.freshet.gateway.entity.persistence;

import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities in PostgreSQL; every statement names the tenant. */
@Singleton
final class JdbcEntityRepository implements EntityRepository {

    private static final String INSERT = """
            INSERT INTO entity (entity_id, tenant_id, type, name, country, tax_id, external_id, party_key, status,
                is_client, attributes, entity_data, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String TWIN = """
            SELECT entity_id FROM entity WHERE tenant_id = ? AND status <> 'deleted'
                AND (party_key = ? OR external_id = ?) LIMIT 1
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
                        entity.version(),
                        entity.createdAt(),
                        entity.updatedAt())
                == 1;
    }

    @Override
    public Optional<UUID> findTwin(Entity entity) {
        return database.queryOne(
                TWIN, row -> row.uuid("entity_id"), entity.tenantId(), partyKey(entity), entity.externalId());
    }

    @Override
    public Optional<Entity> find(UUID tenantId, UUID entityId) {
        return database.queryOne(
                "SELECT * FROM entity WHERE tenant_id = ? AND entity_id = ? AND status <> 'deleted'",
                JdbcEntityRepository::read,
                tenantId,
                entityId);
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
                row.bigint("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
