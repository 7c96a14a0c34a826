package io.freshet.core.refresh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a refresh request decides whom it calls.
 *
 * @param providerCodes read with {@code SELECTED} only
 * @param integrations read with {@code LEGACY} only; null when the request leaves it out
 * @param depth 0 to 5
 * @param forceRefresh skip the enrichment cache
 */
public record RefreshOptions(
        RefreshScope scope,
        List<String> providerCodes,
        @Nullable Integrations integrations,
        ShareholderIntegrations shareholders,
        int depth,
        boolean forceRefresh) {

    public RefreshOptions {
        providerCodes = List.copyOf(providerCodes);
        if (depth < 0 || depth > 5) {
            throw new IllegalArgumentException("depth is 0 to 5: " + depth);
        }
    }
}
