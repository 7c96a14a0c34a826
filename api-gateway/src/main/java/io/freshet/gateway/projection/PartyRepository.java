package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities, what is known of them, and their holdings. */
public interface PartyRepository {

    /** The entity's row, locked. */
    RootUpdate.Current lockEntity(UUID tenantId, UUID entityId);

    /** Writes the root's name and data. The new version; empty when nothing differs and the old one stands. */
    OptionalLong updateEntity(UUID tenantId, UUID entityId, RootUpdate update, Instant at);

    /** Finds the shareholder by its party key, or creates it under review. */
    Shareholder upsertShareholder(
            UUID tenantId, String partyKey, StageEvent.Party party, @Nullable String name, Instant at);

    /** What all providers together know; empty when none ever knew the entity. */
    Optional<JsonNode> profile(UUID tenantId, UUID entityId);

    /** Replaces the holdings in {@code owned} by those of this job. */
    void replaceHoldings(JobRow job, UUID owned, Map<UUID, List<ObjectNode>> byOwner, Instant at);

    /**
     * A shareholder's entity.
     *
     * @param created whether it was made just now
     * @param nameBefore the name that it had; null when it was made just now, or had none
     */
    record Shareholder(
            UUID entityId,
            boolean created,
            long version,
            @Nullable String nameBefore) {}
}
