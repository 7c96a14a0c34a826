package io.freshet.gateway.refresh.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a dry run, as {@link DryRun} writes it.
 *
 * @param success always true
 * @param data the plan
 */
record RefreshPlanned(boolean success, Plan data) {

    /**
     * What a refresh would do.
     *
     * @param entityId the entity
     * @param slip stages in their order
     * @param dryRun always true
     * @param providers codes of the providers that would be called for the root
     * @param calls one per provider, in the same order
     * @param rejected providers that were asked for and would fail at once
     * @param shareholders what shareholders would be asked of; only when owners would be followed
     * @param expectedCostCents of the calls for the root
     */
    @Schema(name = "RefreshPlan")
    record Plan(
            UUID entityId,
            boolean dryRun,
            List<String> slip,
            List<String> providers,
            List<Call> calls,
            List<RefreshResult.ProviderOutcome> rejected,
            @Nullable Shareholders shareholders,
            int expectedCostCents) {}

    /**
     * A call for the root.
     *
     * @param code the provider
     * @param state what operators let the workers do with it; the call is planned whatever it is
     * @param wouldUseCache whether the organization has an answer that its provider lets be used again; what else the cache holds
     *     is not known here
     * @param expectedCostCents 0 when the answer would come from the cache
     */
    @Schema(name = "PlannedCall")
    record Call(
            String code,

            @Schema(allowableValues = {"enabled", "paused", "forced_open"})
            String state,

            boolean wouldUseCache,
            int expectedCostCents) {}

    /**
     * What shareholders would be asked of.
     *
     * @param depth levels of ownership that would be followed
     * @param company codes of the providers for companies
     * @param person codes of the providers for persons
     * @param rejected providers that were named and nobody can be asked of
     */
    @Schema(name = "PlannedShareholders")
    record Shareholders(
            int depth, List<String> company, List<String> person, List<RefreshResult.ProviderOutcome> rejected) {}
}
