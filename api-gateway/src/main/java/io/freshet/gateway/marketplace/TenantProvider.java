package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.provider.Circuit;
import io.freshet.gateway.provider.ProviderMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the catalogue as a tenant may use it.
 *
 * @param enabled whether the tenant uses it
 * @param parameters what the tenant sets
 * @param mode what operators let the workers do with it
 * @param circuit how the workers fare with it
 */
public record TenantProvider(
        Provider provider, boolean enabled, Map<String, String> parameters, ProviderMode mode, Circuit circuit) {

    /** As the REST API shows it. */
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
        shown.put("state", mode.word());
        shown.put("enabled", enabled);
        shown.put("credential", calls.credential());
        shown.put("parameters", parameters);
        shown.put("supportedParameters", supported(calls.parameters()));
        shown.put("timeoutMs", calls.timeout().toMillis());
        shown.put("cache", Map.of("ttlSeconds", calls.cacheTtl().toSeconds()));
        shown.put("quota", quota(calls.quota()));
        shown.put("circuit", describe(circuit));
        return shown;
    }

    private static List<Map<String, String>> supported(Map<String, Provider.Parameter> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> Map.of(
                                "name", entry.getKey(),
                                "description", entry.getValue().description(),
                                "pattern", entry.getValue().pattern().pattern()))
                        .toList();
    }

    private static @Nullable Map<String, Object> quota(Provider.@Nullable Quota quota) {
        return quota == null
                ? null
                : Map.of("permits", quota.permits(), "perSeconds", quota.per().toSeconds());
    }

    private static Map<String, @Nullable Object> describe(Circuit circuit) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("state", circuit.state().word());
        shown.put("since", circuit.since() == null ? null : circuit.since().toString());
        shown.put(
                "workers",
                Map.of(
                        "closed", circuit.count(Circuit.State.CLOSED),
                        "halfOpen", circuit.count(Circuit.State.HALF_OPEN),
                        "open", circuit.count(Circuit.State.OPEN)));
        return shown;
    }
}
