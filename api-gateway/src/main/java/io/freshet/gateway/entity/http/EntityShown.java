package io.freshet.gateway.entity.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entity.
 *
 * @param success always true
 * @param data the entity
 */
public record EntityShown(boolean success, Data data) {

    /**
     * A company or person that an organization keeps.
     *
     * @param id its id
     * @param type what it is
     * @param name what it is called
     * @param country ISO 3166-1 alpha-2
     * @param taxId as it is stored, with separators
     * @param externalId the organization's own id of it
     * @param status where it stands
     * @param isClient whether it is a client of the organization
     * @param attributes whatever the organization keeps about it
     * @param entityData the organization's own data, wrapped in `company` or `person`
     * @param riskMatrixIds the matrices that concern it
     * @param version grows with every change
     * @param createdAt when it was made
     * @param updatedAt when it changed last
     * @param deletedAt when it was deleted
     */
    @Schema(name = "Entity")
    public record Data(
            UUID id,
            @Schema(allowableValues = {"company", "person"}) String type,
            @Nullable String name,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String externalId,

            @Schema(
                    allowableValues = {
                        "active",
                        "inactive",
                        "blocked",
                        "under_review",
                        "suspended",
                        "expired",
                        "deleted",
                        "rejected"
                    })
            String status,

            boolean isClient,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> attributes,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> entityData,

            List<UUID> riskMatrixIds,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {}
}
