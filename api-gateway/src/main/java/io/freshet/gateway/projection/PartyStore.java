package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities, what is known of them, and their holdings, written within the transaction of the connection given. */
interface PartyStore {

    /** The entity's row, locked. */
    RootUpdate.Current lockEntity(Connection connection, UUID tenantId, UUID entityId) throws SQLException;

    /** Writes the root's name and data; the version grows only when something differs. */
    void updateEntity(Connection connection, UUID tenantId, UUID entityId, RootUpdate update, Instant at)
            throws SQLException;

    /** Finds the shareholder by its party key, or creates it under review. */
    Shareholder upsertShareholder(
            Connection connection,
            UUID tenantId,
            String partyKey,
            StageEvent.Party party,
            @Nullable String name,
            Instant at)
            throws SQLException;

    /** The profile known before; empty at the first refresh. */
    Optional<JsonNode> profile(Connection connection, UUID tenantId, UUID entityId) throws SQLException;

    /** Replaces the profile unless a later refresh already did. */
    void keepProfile(
            Connection connection, JobRow job, UUID entityId, JsonNode profile, JsonNode provenance, Instant at)
            throws SQLException;

    /** Replaces the holdings in {@code owned} by those of this job. */
    void replaceHoldings(Connection connection, JobRow job, UUID owned, Map<UUID, List<ObjectNode>> byOwner, Instant at)
            throws SQLException;

    /** A shareholder's entity, and whether it was made just now. */
    record Shareholder(UUID entityId, boolean created) {}
}
