package io.freshet.gateway.entity.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an entity, as {@link EntityRequestReader} reads it. What is absent stays; attributes and entityData are
 * merged, and a null inside them removes a key.
 *
 * @param taxId null clears it
 * @param country null clears it
 * @param name null clears it
 * @param status blocked, rejected and suspended need a reason
 * @param reason why the status is what it is
 * @param isClient whether it is a client of the organization
 * @param riskMatrixIds the matrices that concern it, in order; none: all that listen
 * @param attributes whatever the organization keeps about it
 * @param entityData the organization's own data, wrapped in `company` or `person`
 */
record EntityPatchBody(
        @Schema(maxLength = 200) @Nullable String taxId,

        @Schema(minLength = 2, maxLength = 2, example = "BR") @Nullable
        String country,

        @Schema(maxLength = 500) @Nullable String name,

        @Schema(
                allowableValues = {"active", "inactive", "blocked", "under_review", "suspended", "expired", "rejected"},
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String status,

        @Schema(maxLength = 4000) @Nullable String reason,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Boolean isClient,

        @ArraySchema(maxItems = 20, schema = @Schema(format = "uuid")) @Nullable
        List<String> riskMatrixIds,

        @Schema(
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Map<String, Object> attributes,

        @Schema(
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Map<String, Object> entityData) {}
