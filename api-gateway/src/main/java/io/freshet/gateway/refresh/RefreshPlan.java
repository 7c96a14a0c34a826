package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refresh as it will run.
 *
 * @param request the request with its defaults, as it is stored
 * @param expectedCostCents of the root's providers, if none of them comes from the cache
 */
public record RefreshPlan(RefreshRequest options, ObjectNode request, RefreshCommand command, int expectedCostCents) {}
