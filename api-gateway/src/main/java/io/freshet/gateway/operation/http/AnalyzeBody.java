package io.freshet.gateway.operation.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an analysis, as {@link AnalyzeController} reads it.
 *
 * @param entityType what the entity is; must match
 * @param enrichIfNeeded call providers first
 * @param providerCodes whom, with enrichIfNeeded; all active ones by default
 * @param rulesEngineConfig how matrices are met that need what is not known
 */
record AnalyzeBody(
        @Schema(allowableValues = {"company", "person"}) String entityType,
        @Schema(defaultValue = "false") @Nullable Boolean enrichIfNeeded,

        @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
        List<String> providerCodes,

        @Nullable Config rulesEngineConfig) {

    /**
     * How coverage is checked.
     *
     * @param partialCoverage leave out the matrices that are not covered
     * @param omitCoverage check nothing; goes before partialCoverage
     */
    @Schema(name = "RulesEngineConfig")
    record Config(
            @Schema(defaultValue = "false") @Nullable Boolean partialCoverage,
            @Schema(defaultValue = "false") @Nullable Boolean omitCoverage) {}
}
