package io.freshet.gateway.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company or person that a tenant keeps.
 *
 * @param country ISO 3166-1 alpha-2
 * @param taxId as {@link io.freshet.core.TaxId} stores it
 * @param status one of active, inactive, blocked, under_review, suspended, expired, deleted, rejected
 * @param entityData the tenant's own data, wrapped in {@code company} or {@code person}
 * @param riskMatrixIds the matrices that concern it, in order; empty: all of the tenant. Those that listen are evaluated
 * @param version grows with every change; the ETag
 */
public record Entity(
        UUID entityId,
        UUID tenantId,
        PartyType type,
        @Nullable String name,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String externalId,
        String status,
        boolean client,
        ObjectNode attributes,
        ObjectNode entityData,
        List<UUID> riskMatrixIds,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Status of an entity that is kept for its history only. */
    public static final String DELETED = "deleted";

    public Entity {
        riskMatrixIds = List.copyOf(riskMatrixIds);
    }

    public Optional<PartyKey> partyKey() {
        return PartyKey.of(type, country, taxId, null, null);
    }

    public String etag() {
        return "\"" + version + "\"";
    }

    /** The entity as it is kept when it is deleted. */
    Entity deleted(Instant at) {
        return new Entity(
                entityId,
                tenantId,
                type,
                name,
                country,
                taxId,
                externalId,
                DELETED,
                client,
                attributes,
                entityData,
                riskMatrixIds,
                version + 1,
                createdAt,
                at);
    }

    Entity withExternalId(String newExternalId) {
        return new Entity(
                entityId,
                tenantId,
                type,
                name,
                country,
                taxId,
                newExternalId,
                status,
                client,
                attributes,
                entityData,
                riskMatrixIds,
                version,
                createdAt,
                updatedAt);
    }

    /** As the REST API shows it. */
    public Map<String, Object> describe() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", entityId);
        shown.put("type", type.word());
        shown.put("name", name);
        shown.put("country", country);
        shown.put("taxId", taxId);
        shown.put("externalId", externalId);
        shown.put("status", status);
        shown.put("isClient", client);
        shown.put("attributes", attributes);
        shown.put("entityData", entityData);
        shown.put("riskMatrixIds", riskMatrixIds);
        shown.put("version", version);
        shown.put("createdAt", createdAt.toString());
        shown.put("updatedAt", updatedAt.toString());
        // A deleted entity does not change any more.
        shown.put("deletedAt", status.equals(DELETED) ? updatedAt.toString() : null);
        return shown;
    }
}
