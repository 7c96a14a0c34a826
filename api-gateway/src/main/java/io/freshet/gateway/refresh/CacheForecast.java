package io.freshet.gateway.refresh;

import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which calls about the root would be answered from the enrichment cache, as far as the gateway can know: it knows when the
 * documents that the tenant has left their providers, and how long a provider's answers are kept. What else the cache holds,
 * such as that a register knows no such party, it does not know, so a call may turn out cheaper than foretold.
 */
@Singleton
public final class CacheForecast {

    private final ProviderCatalogue catalogue;
    private final LastFetches fetches;
    private final Clock clock;

    CacheForecast(ProviderCatalogue catalogue, LastFetches fetches, Clock clock) {
        this.catalogue = catalogue;
        this.fetches = fetches;
        this.clock = clock;
    }

    /**
     * A call that a refresh would make.
     *
     * @param expectedCostCents 0 when the answer would come from the cache
     */
    public record Call(String code, boolean wouldUseCache, int expectedCostCents) {}

    /** The calls about the root, in the order of the plan. */
    public List<Call> of(RefreshPlan plan) {
        RefreshCommand.Root root = plan.command().root();
        Map<String, Instant> last = root.fresh()
                ? Map.of()
                : fetches.of(
                        plan.command().entity().tenantId(),
                        plan.command().entity().entityId());
        Instant now = clock.instant();
        List<Call> calls = new ArrayList<>();
        for (String code : root.toCall()) {
            catalogue.find(code).ifPresent(provider -> calls.add(call(provider, last.get(code), now)));
        }
        return calls;
    }

    private static Call call(Provider provider, @Nullable Instant fetchedAt, Instant now) {
        boolean cached =
                fetchedAt != null && fetchedAt.plus(provider.calls().cacheTtl()).isAfter(now);
        return new Call(provider.code(), cached, cached ? 0 : provider.costCents());
    }
}
