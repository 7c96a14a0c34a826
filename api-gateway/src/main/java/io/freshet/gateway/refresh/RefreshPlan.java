package io.freshet.gateway.refresh;

/**
 * A refresh as it will run.
 *
 * @param request the request with its defaults, its depth and freshness as the command has them
 * @param expectedCostCents of the root's providers, if none of them comes from the cache
 */
public record RefreshPlan(RefreshRequest request, RefreshCommand command, int expectedCostCents) {}
