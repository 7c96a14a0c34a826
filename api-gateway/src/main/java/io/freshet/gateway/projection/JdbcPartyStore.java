package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities, profiles and holdings in PostgreSQL. */
@Singleton
final class JdbcPartyStore implements PartyStore {

    /** A shareholder's own data is never touched; the name follows what its register says. */
    private static final String UPSERT_SHAREHOLDER = """
            INSERT INTO entity AS e (entity_id, tenant_id, type, name, country, tax_id, party_key, status, is_client,
                attributes, entity_data, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'under_review', false, '{}', '{}', 1, ?, ?)
            ON CONFLICT (tenant_id, party_key) WHERE party_key IS NOT NULL AND status <> 'deleted' DO UPDATE SET
                name = coalesce(?, e.name),
                version = e.version + CASE WHEN coalesce(?, e.name) IS DISTINCT FROM e.name THEN 1 ELSE 0 END,
                updated_at = CASE WHEN coalesce(?, e.name) IS DISTINCT FROM e.name
                    THEN excluded.updated_at ELSE e.updated_at END
            RETURNING e.entity_id, xmax = 0 AS created
            """;

    private static final String KEEP_PROFILE = """
            INSERT INTO normalized_data AS n (entity_id, tenant_id, job_id, profile, provenance, updated_at)
            VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?)
            ON CONFLICT (entity_id) DO UPDATE SET job_id = excluded.job_id, profile = excluded.profile,
                provenance = excluded.provenance, updated_at = excluded.updated_at
            WHERE n.tenant_id = excluded.tenant_id AND n.updated_at <= excluded.updated_at
            """;

    private static final String ADD_HOLDING = """
            INSERT INTO relationship (tenant_id, owner_entity_id, owned_entity_id, role_code, detail, job_id, updated_at)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (owned_entity_id, owner_entity_id, role_code) DO UPDATE SET
                detail = excluded.detail, job_id = excluded.job_id, updated_at = excluded.updated_at
            """;

    private final JsonColumns json;

    JdbcPartyStore(JsonColumns json) {
        this.json = json;
    }

    @Override
    public RootUpdate.Current lockEntity(Connection connection, UUID tenantId, UUID entityId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT type, name, entity_data FROM entity WHERE tenant_id = ? AND entity_id = ? FOR UPDATE")) {
            select.setObject(1, tenantId);
            select.setObject(2, entityId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the entity of a job is gone", "02000");
                }
                return new RootUpdate.Current(
                        row.getString("type"), row.getString("name"), json.requiredObject(row, "entity_data"));
            }
        }
    }

    @Override
    public void updateEntity(Connection connection, UUID tenantId, UUID entityId, RootUpdate update, Instant at)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE entity SET name = ?, entity_data = ?::jsonb, version = version + 1, updated_at = ?
                WHERE tenant_id = ? AND entity_id = ?
                    AND (name IS DISTINCT FROM ? OR entity_data IS DISTINCT FROM ?::jsonb)
                """)) {
            String data = update.entityData().toString();
            statement.setString(1, update.name());
            statement.setString(2, data);
            statement.setObject(3, JsonColumns.timestamp(at));
            statement.setObject(4, tenantId);
            statement.setObject(5, entityId);
            statement.setString(6, update.name());
            statement.setString(7, data);
            statement.executeUpdate();
        }
    }

    @Override
    public Shareholder upsertShareholder(
            Connection connection,
            UUID tenantId,
            String partyKey,
            StageEvent.Party party,
            @Nullable String name,
            Instant at)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT_SHAREHOLDER)) {
            upsert.setObject(1, UUID.randomUUID());
            upsert.setObject(2, tenantId);
            upsert.setString(3, party.type());
            upsert.setString(4, name == null ? party.name() : name);
            upsert.setString(5, party.country());
            upsert.setString(6, party.taxId());
            upsert.setString(7, partyKey);
            upsert.setObject(8, JsonColumns.timestamp(at));
            upsert.setObject(9, JsonColumns.timestamp(at));
            upsert.setString(10, name);
            upsert.setString(11, name);
            upsert.setString(12, name);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return new Shareholder(row.getObject("entity_id", UUID.class), row.getBoolean("created"));
            }
        }
    }

    @Override
    public Optional<JsonNode> profile(Connection connection, UUID tenantId, UUID entityId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT profile FROM normalized_data WHERE tenant_id = ? AND entity_id = ?")) {
            select.setObject(1, tenantId);
            select.setObject(2, entityId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(json.node(row, "profile")) : Optional.empty();
            }
        }
    }

    @Override
    public void keepProfile(
            Connection connection, JobRow job, UUID entityId, JsonNode profile, JsonNode provenance, Instant at)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(KEEP_PROFILE)) {
            upsert.setObject(1, entityId);
            upsert.setObject(2, job.tenantId());
            upsert.setObject(3, job.jobId());
            upsert.setString(4, profile.toString());
            upsert.setString(5, provenance.toString());
            upsert.setObject(6, JsonColumns.timestamp(at));
            upsert.executeUpdate();
        }
    }

    @Override
    public void replaceHoldings(
            Connection connection, JobRow job, UUID owned, Map<UUID, List<ObjectNode>> byOwner, Instant at)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM relationship WHERE tenant_id = ? AND owned_entity_id = ?")) {
            delete.setObject(1, job.tenantId());
            delete.setObject(2, owned);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD_HOLDING)) {
            for (Map.Entry<UUID, List<ObjectNode>> owner : byOwner.entrySet()) {
                for (ObjectNode holding : owner.getValue()) {
                    insert.setObject(1, job.tenantId());
                    insert.setObject(2, owner.getKey());
                    insert.setObject(3, owned);
                    insert.setString(4, holding.path("roleCode").asText(""));
                    insert.setString(5, holding.toString());
                    insert.setObject(6, job.jobId());
                    insert.setObject(7, JsonColumns.timestamp(at));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
