package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities, what is known of them, and their holdings. */
public interface PartyRepository {

    /** The entity's row, locked. */
    RootUpdate.Current lockEntity(UUID tenantId, UUID entityId);

    /** Writes the root's name and data; the version grows only when something differs. */
    void updateEntity(UUID tenantId, UUID entityId, RootUpdate update, Instant at);

    /** Finds the shareholder by its party key, or creates it under review. */
    Shareholder upsertShareholder(
            UUID tenantId, String partyKey, StageEvent.Party party, @Nullable String name, Instant at);

    /** The profile known before; empty at the first refresh. */
    Optional<JsonNode> profile(UUID tenantId, UUID entityId);

    /** Replaces the profile unless a later refresh already did. */
    void keepProfile(JobRow job, UUID entityId, JsonNode profile, JsonNode provenance, Instant at);

    /** Replaces the holdings in {@code owned} by those of this job. */
    void replaceHoldings(JobRow job, UUID owned, Map<UUID, List<ObjectNode>> byOwner, Instant at);

    /** A shareholder's entity, and whether it was made just now. */
    record Shareholder(UUID entityId, boolean created) {}
}
