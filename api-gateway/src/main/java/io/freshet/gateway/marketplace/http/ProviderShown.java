package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the catalogue as the tenant may use it.
 *
 * @param success always true
 * @param data the provider
 */
record ProviderShown(boolean success, Data data) {

    /**
     * A provider.
     *
     * @param code names it
     * @param name for people
     * @param kind what it does
     * @param entityTypes what it answers about
     * @param countries ISO 3166-1 alpha-2; empty for all
     * @param basicData whether it is a source of basic data
     * @param yields parts of the normalized profile that it gives
     * @param cost of a call
     * @param state whether the tenant uses it
     * @param enabled the same as a boolean
     * @param credential name of the credential that it needs
     * @param parameters of the tenant; none yet
     * @param timeoutMs how long a call may take, in milliseconds
     * @param cache how long its answers are kept
     * @param quota how many calls it takes
     */
    @Schema(name = "Provider")
    record Data(
            String code,
            String name,
            @Schema(allowableValues = "enrichment") String kind,
            List<String> entityTypes,
            List<String> countries,
            boolean basicData,
            List<String> yields,
            Cost cost,

            @Schema(allowableValues = {"enabled", "disabled"})
            String state,

            boolean enabled,
            @Nullable String credential,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> parameters,

            long timeoutMs,
            Cache cache,
            @Nullable Quota quota) {}

    /**
     * What a call costs.
     *
     * @param cents hundredths of the currency
     */
    @Schema(name = "ProviderCost")
    record Cost(int cents) {}

    /**
     * How long answers are kept.
     *
     * @param ttlSeconds 0 for not at all
     */
    @Schema(name = "ProviderCache")
    record Cache(long ttlSeconds) {}

    /**
     * How many calls a provider takes.
     *
     * @param permits calls
     * @param perSeconds in so many seconds
     */
    @Schema(name = "ProviderQuota")
    record Quota(int permits, long perSeconds) {}
}
