package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
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
     * @param state what operators let the workers do with it, whichever the tenant
     * @param enabled whether the tenant uses it
     * @param credential name of the credential that it needs
     * @param parameters what the tenant sets
     * @param supportedParameters what may be set, by a tenant or with a call
     * @param timeoutMs how long a call may take, in milliseconds
     * @param cache how long its answers are kept
     * @param quota how many calls it takes
     * @param circuit how the workers fare with it
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

            @Schema(allowableValues = {"enabled", "paused", "forced_open"})
            String state,

            boolean enabled,
            @Nullable String credential,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> parameters,

            List<Parameter> supportedParameters,
            long timeoutMs,
            Cache cache,
            @Nullable Quota quota,
            Circuit circuit) {}

    /**
     * What may be set for a provider.
     *
     * @param name names it
     * @param description for people
     * @param pattern RE2 pattern that a whole value matches
     */
    @Schema(name = "ProviderParameter")
    record Parameter(String name, String description, String pattern) {}

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

    /**
     * The circuit breakers of all workers for a provider. One that is open keeps calls from a provider that fails.
     *
     * @param state the worst of any worker; unknown when none has told of it in the last two minutes
     * @param since when the first of the workers in that state came into it
     * @param workers how many are in each state
     */
    @Schema(name = "ProviderCircuit")
    record Circuit(
            @Schema(allowableValues = {"closed", "half_open", "open", "unknown"})
            String state,

            @Nullable Instant since,
            Workers workers) {}

    /**
     * How many workers have their circuit breaker so.
     *
     * @param closed calls are made
     * @param halfOpen a few are tried
     * @param open none is made
     */
    @Schema(name = "CircuitWorkers")
    record Workers(int closed, int halfOpen, int open) {}
}
