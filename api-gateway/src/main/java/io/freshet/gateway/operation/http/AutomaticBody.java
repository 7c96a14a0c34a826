package io.freshet.gateway.operation.http;

import io.freshet.gateway.refresh.http.RefreshBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity to make and to find out about, as {@link AutomaticRequestReader} and the entities' reader read it.
 *
 * @param type what it is
 * @param taxId with or without separators; its check digits are checked
 * @param country ISO 3166-1 alpha-2
 * @param name what it is called
 * @param externalId the organization's own id of it; unique
 * @param status blocked, rejected and suspended need a reason
 * @param reason why the status is what it is
 * @param isClient whether it is a client of the organization
 * @param riskMatrixIds the matrices that concern it, in order; none: all that listen
 * @param attributes whatever the organization keeps about it
 * @param entityData the organization's own data, wrapped in `company` or `person`
 * @param depth levels of ownership to follow; companies only
 * @param autoExecuteIntegrations which providers to call for it
 * @param autoExecuteIntegrationsShareholders which providers to call for shareholders
 * @param skipRulesExecution run no rules
 */
record AutomaticBody(
        @Schema(allowableValues = {"company", "person"}) String type,
        @Schema(maxLength = 200, example = "10004951000192") String taxId,

        @Schema(minLength = 2, maxLength = 2, example = "BR")
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
        Map<String, Object> entityData,

        @Schema(minimum = "0", maximum = "5", defaultValue = "0") @Nullable
        Integer depth,

        RefreshBody.@Nullable Integrations autoExecuteIntegrations,
        RefreshBody.@Nullable ShareholderIntegrations autoExecuteIntegrationsShareholders,
        @Schema(defaultValue = "false") @Nullable Boolean skipRulesExecution) {}
