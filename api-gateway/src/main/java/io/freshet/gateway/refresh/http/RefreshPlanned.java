package io.freshet.gateway.refresh.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * The answer to a dry run, as {@link RefreshAnswers} writes it.
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
     * @param providers codes of the providers that would be called for the root
     * @param rejectedProviders codes that were asked for and would fail at once
     * @param expectedCostCents of the root's providers, if none of them comes from the cache
     * @param dryRun always true
     */
    @Schema(name = "RefreshPlan")
    record Plan(
            UUID entityId,
            List<String> slip,
            List<String> providers,
            List<String> rejectedProviders,
            int expectedCostCents,
            boolean dryRun) {}
}
