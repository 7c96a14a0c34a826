package io.freshet.gateway.entity.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity to make, as {@link EntityRequestReader} reads it. One of taxId, externalId and name is required.
 *
 * @param type what it is
 * @param taxId with or without separators; its check digits are checked
 * @param country ISO 3166-1 alpha-2; required with taxId
 * @param name what it is called
 * @param externalId the organization's own id of it; unique
 * @param status blocked, rejected and suspended need a reason
 * @param reason why the status is what it is
 * @param isClient whether it is a client of the organization
 * @param riskMatrixIds the matrices that concern it, in order; none: all that listen
 * @param attributes whatever the organization keeps about it
 * @param entityData the organization's own data, wrapped in `company` or `person`
 */
record EntityBody(
        @Schema(allowableValues = {"company", "person"}) String type,
        @Schema(maxLength = 200) @Nullable String taxId,

        @Schema(minLength = 2, maxLength = 2, example = "BR") @Nullable
        String country,

        @Schema(maxLength = 500) @Nullable String name,
        @Schema(maxLength = 200) @Nullable String externalId,

        @Schema(allowableValues = {"active", "inactive", "blocked", "under_review", "suspended", "expired", "rejected"})
        @Nullable
        String status,

        @Schema(maxLength = 4000) @Nullable String reason,
        @Nullable Boolean isClient,

        @ArraySchema(maxItems = 20, schema = @Schema(format = "uuid")) @Nullable
        List<String> riskMatrixIds,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> attributes,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> entityData) {}
