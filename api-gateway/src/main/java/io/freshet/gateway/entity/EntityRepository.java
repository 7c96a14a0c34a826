package io.freshet.gateway.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Entities in PostgreSQL; every statement names the tenant. */
@Singleton
public final class EntityRepository {

    private static final String INSERT = """
            INSERT INTO entity (entity_id, tenant_id, type, name, country, tax_id, external_id, party_key, status,
                is_client, attributes, entity_data, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;

    EntityRepository(TransactionOperations<Connection> transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    /** Inserts; false when the tenant has one with that tax id or external id. */
    public boolean insert(Connection connection, Entity entity) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, entity.entityId());
            insert.setObject(2, entity.tenantId());
            insert.setString(3, entity.type().word());
            insert.setString(4, entity.name());
            insert.setString(5, entity.country());
            insert.setString(6, entity.taxId());
            insert.setString(7, entity.externalId());
            insert.setString(8, entity.partyKey().map(PartyKey::value).orElse(null));
            insert.setString(9, entity.status());
            insert.setBoolean(10, entity.client());
            insert.setString(11, entity.attributes().toString());
            insert.setString(12, entity.entityData().toString());
            insert.setLong(13, entity.version());
            insert.setObject(14, entity.createdAt().atOffset(ZoneOffset.UTC));
            insert.setObject(15, entity.updatedAt().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /** The tenant's entity that stands in the way of another one. */
    public Optional<UUID> findTwin(Connection connection, Entity entity) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT entity_id FROM entity WHERE tenant_id = ? AND status <> 'deleted'
                    AND (party_key = ? OR external_id = ?) LIMIT 1
                """)) {
            select.setObject(1, entity.tenantId());
            select.setString(2, entity.partyKey().map(PartyKey::value).orElse(null));
            select.setString(3, entity.externalId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** The tenant's entity; empty when there is none, or when it is deleted. */
    public Optional<Entity> find(UUID tenantId, UUID entityId) {
        return transactions.executeRead(status -> {
            try (PreparedStatement select = status.getConnection()
                    .prepareStatement(
                            "SELECT * FROM entity WHERE tenant_id = ? AND entity_id = ? AND status <> 'deleted'")) {
                select.setObject(1, tenantId);
                select.setObject(2, entityId);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    private Entity read(ResultSet row) throws SQLException {
        return new Entity(
                row.getObject("entity_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                PartyType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("country"),
                row.getString("tax_id"),
                row.getString("external_id"),
                row.getString("status"),
                row.getBoolean("is_client"),
                object(row, "attributes"),
                object(row, "entity_data"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private ObjectNode object(ResultSet row, String column) throws SQLException {
        try {
            return (ObjectNode) json.readTree(row.getString(column));
        } catch (JsonProcessingException e) {
            throw new SQLException("column " + column + " is not JSON", e);
        }
    }
}
