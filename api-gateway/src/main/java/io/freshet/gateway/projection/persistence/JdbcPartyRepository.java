package io.freshet.gateway.projection.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Parameters;
import io.freshet.gateway.projection.JobRow;
import io.freshet.gateway.projection.PartyRepository;
import io.freshet.gateway.projection.RootUpdate;
import io.freshet.gateway.projection.StageEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities, profiles and holdings in PostgreSQL. */
@Singleton
final class JdbcPartyRepository implements PartyRepository {

    private static final String UPDATE = """
            UPDATE entity SET name = ?, entity_data = ?::jsonb, version = version + 1, updated_at = ?
            WHERE tenant_id = ? AND entity_id = ? AND (name IS DISTINCT FROM ? OR entity_data IS DISTINCT FROM ?::jsonb)
            RETURNING version
            """;

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
            RETURNING e.entity_id, xmax = 0 AS created, e.version,
                (SELECT before.name FROM entity AS before WHERE before.entity_id = e.entity_id) AS name_before
            """;

    private static final String ADD_HOLDING = """
            INSERT INTO relationship (tenant_id, owner_entity_id, owned_entity_id, role_code, detail, job_id, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (owned_entity_id, owner_entity_id, role_code) DO UPDATE SET
                detail = excluded.detail, job_id = excluded.job_id, updated_at = excluded.updated_at
            """;

    private final Database database;

    JdbcPartyRepository(Database database) {
        this.database = database;
    }

    @Override
    public RootUpdate.Current lockEntity(UUID tenantId, UUID entityId) {
        return database
                .updateReturning(
                        "SELECT type, name, entity_data FROM entity WHERE tenant_id = ? AND entity_id = ? FOR UPDATE",
                        row -> new RootUpdate.Current(
                                PartyType.valueOf(row.text("type").toUpperCase(Locale.ROOT)),
                                row.nullableText("name"),
                                row.object("entity_data")),
                        tenantId,
                        entityId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the entity of a job is gone"));
    }

    @Override
    public OptionalLong updateEntity(UUID tenantId, UUID entityId, RootUpdate update, Instant at) {
        String name = update.name().name();
        ObjectNode entityData = update.profile().entityData();
        return database
                .updateReturning(
                        UPDATE,
                        row -> row.bigint("version"),
                        name,
                        entityData,
                        at,
                        tenantId,
                        entityId,
                        name,
                        entityData)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public Shareholder upsertShareholder(
            UUID tenantId, String partyKey, StageEvent.Party party, @Nullable String name, Instant at) {
        return database.updateReturning(
                        UPSERT_SHAREHOLDER,
                        row -> new Shareholder(
                                row.uuid("entity_id"),
                                row.flag("created"),
                                row.bigint("version"),
                                row.nullableText("name_before")),
                        UUID.randomUUID(),
                        tenantId,
                        party.type(),
                        name == null ? party.name() : name,
                        party.country(),
                        party.taxId(),
                        partyKey,
                        at,
                        at,
                        name,
                        name,
                        name)
                .getFirst();
    }

    @Override
    public Optional<JsonNode> profile(UUID tenantId, UUID entityId) {
        return database.queryOne(
                "SELECT profile FROM normalized_data WHERE tenant_id = ? AND entity_id = ?",
                row -> row.object("profile"),
                tenantId,
                entityId);
    }

    private record Holding(UUID owner, ObjectNode detail) {}

    @Override
    public void replaceHoldings(JobRow job, UUID owned, Map<UUID, List<ObjectNode>> byOwner, Instant at) {
        database.update("DELETE FROM relationship WHERE tenant_id = ? AND owned_entity_id = ?", job.tenantId(), owned);
        List<Holding> holdings = new ArrayList<>();
        byOwner.forEach((owner, details) -> details.forEach(detail -> holdings.add(new Holding(owner, detail))));
        database.batch(
                ADD_HOLDING,
                holdings,
                holding -> Parameters.of(
                        job.tenantId(),
                        holding.owner(),
                        owned,
                        holding.detail().path("roleCode").asText(""),
                        holding.detail(),
                        job.jobId(),
                        at));
    }
}
