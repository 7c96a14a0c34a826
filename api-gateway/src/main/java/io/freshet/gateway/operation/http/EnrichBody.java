package io.freshet.gateway.operation.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which providers to call about an entity, as {@link EnrichRequestReader} reads it; one of the two lists is required.
 *
 * @param integrationCodes codes of providers, called after those of the groups
 * @param enrichmentGroupRefs groups, by slug or id, expanded in order
 * @param forceRefresh call the providers even where the cache has their answers
 * @param parameters what providers are given whose requests name it; texts, numbers, true and false
 */
record EnrichBody(
        @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
        List<String> integrationCodes,

        @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
        List<String> enrichmentGroupRefs,

        @Schema(defaultValue = "true") @Nullable Boolean forceRefresh,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> parameters) {}
