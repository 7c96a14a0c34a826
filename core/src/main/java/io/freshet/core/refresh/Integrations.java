package io.freshet.core.refresh;

import java.util.List;

/**
 * {@code autoExecuteIntegrations} of a request.
 *
 * @param executeAllActive makes {@code enrichments} and {@code groups} void
 * @param enrichments provider codes
 * @param groups slugs or ids
 * @param excluded provider codes that are not called in any case
 */
public record Integrations(
        boolean executeAllActive, List<String> enrichments, List<String> groups, List<String> excluded) {

    public Integrations {
        enrichments = List.copyOf(enrichments);
        groups = List.copyOf(groups);
        excluded = List.copyOf(excluded);
    }
}
