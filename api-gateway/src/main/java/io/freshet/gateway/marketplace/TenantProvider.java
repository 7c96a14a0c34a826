package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider of the catalogue as a tenant may use it. */
public record TenantProvider(Provider provider, boolean enabled) {

    /** As the REST API shows it; the circuit is not among it, because no worker tells it. */
    public Map<String, @Nullable Object> describe() {
        Provider.Calls calls = provider.calls();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("code", provider.code());
        shown.put("name", provider.name());
        shown.put("kind", "enrichment");
        shown.put("entityTypes", provider.types().stream().map(PartyType::word).toList());
        shown.put("countries", provider.countries());
        shown.put("basicData", provider.basicData());
        shown.put("yields", provider.yields());
        shown.put("cost", Map.of("cents", provider.costCents()));
        shown.put("state", enabled ? "enabled" : "disabled");
        shown.put("enabled", enabled);
        shown.put("credential", calls.credential());
        shown.put("parameters", Map.of());
        shown.put("timeoutMs", calls.timeout().toMillis());
        shown.put("cache", Map.of("ttlSeconds", calls.cacheTtl().toSeconds()));
        shown.put("quota", quota(calls.quota()));
        return shown;
    }

    private static @Nullable Map<String, Object> quota(Provider.@Nullable Quota quota) {
        return quota == null
                ? null
                : Map.of("permits", quota.permits(), "perSeconds", quota.per().toSeconds());
    }
}
