package io.freshet.gateway.refresh.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refresh, as {@link RefreshRequestReader} reads it.
 *
 * @param forceRefresh call the providers even where the cache has their answers
 * @param skipRulesEngine run no rules
 * @param depth levels of ownership to follow; companies only, and basic_data forces 0
 * @param refreshScope which providers to call for the root; replaces autoExecuteIntegrations
 * @param providerCodes exactly these; required and not empty with the scope selected, ignored otherwise
 * @param autoExecuteIntegrations which providers to call for the root, without refreshScope
 * @param autoExecuteIntegrationsShareholders which providers to call for shareholders
 * @param preserveName true keeps the name, false takes the provider's; absent takes the full name where it differs
 * @param preserveEntityData only with basic_data: true fills gaps, false replaces the profile; absent leaves it alone
 * @param publishSnapshot write a snapshot of the subject when its attributes changed
 * @param onConflict what to do when another refresh of the entity runs
 * @param priority which queue the job takes
 * @param dryRun answer with the plan and store nothing
 */
public record RefreshBody(
        @Schema(defaultValue = "true") @Nullable Boolean forceRefresh,
        @Schema(defaultValue = "false") @Nullable Boolean skipRulesEngine,

        @Schema(minimum = "0", maximum = "5", defaultValue = "1") @Nullable
        Integer depth,

        @Schema(allowableValues = {"basic_data", "all_active", "selected"}) @Nullable
        String refreshScope,

        @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
        List<String> providerCodes,

        @Nullable Integrations autoExecuteIntegrations,
        @Nullable ShareholderIntegrations autoExecuteIntegrationsShareholders,
        @Nullable Boolean preserveName,
        @Nullable Boolean preserveEntityData,
        @Schema(defaultValue = "false") @Nullable Boolean publishSnapshot,

        @Schema(
                allowableValues = {"reject", "use_existing", "restart"},
                defaultValue = "reject")
        @Nullable
        String onConflict,

        @Schema(
                allowableValues = {"interactive", "bulk"},
                defaultValue = "interactive")
        @Nullable
        String priority,

        @Schema(defaultValue = "false") @Nullable Boolean dryRun) {

    /**
     * Which providers to call for the root.
     *
     * @param executeAllActiveEnrichments every provider that is active for the tenant and fits
     * @param enrichments codes of providers
     * @param enrichmentGroupRefs groups, by slug or id; expanded in order, before enrichments
     * @param excludeEnrichments codes to leave out in the end
     */
    @Schema(name = "Integrations")
    public record Integrations(
            @Schema(defaultValue = "false") @Nullable Boolean executeAllActiveEnrichments,

            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> enrichments,

            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> enrichmentGroupRefs,

            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> excludeEnrichments) {}

    /**
     * Which providers to call for shareholders.
     *
     * @param executeAllActiveEnrichments every provider that is active for the tenant and fits
     * @param enrichments codes of providers
     * @param enrichmentGroupRefs groups, by slug or id; added to both lists, unless all active ones are called
     */
    @Schema(name = "ShareholderIntegrations")
    public record ShareholderIntegrations(
            @Schema(defaultValue = "false") @Nullable Boolean executeAllActiveEnrichments,
            @Nullable ByType enrichments,

            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> enrichmentGroupRefs) {}

    /**
     * Codes of providers by the type of shareholder.
     *
     * @param company for companies
     * @param person for persons
     */
    @Schema(name = "ProviderCodesByType")
    public record ByType(
            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> company,

            @ArraySchema(maxItems = 100, schema = @Schema(minLength = 1, maxLength = 200)) @Nullable
            List<String> person) {}
}
