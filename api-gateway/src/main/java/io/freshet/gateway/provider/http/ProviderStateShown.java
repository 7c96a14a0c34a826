package io.freshet.gateway.provider.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators let the workers do with a provider.
 *
 * @param success always true
 * @param data the state
 */
record ProviderStateShown(boolean success, Data data) {

    /**
     * A state.
     *
     * @param code the provider
     * @param state whether the workers call it
     * @param reason as the operator gave it
     * @param by who said so; null when nobody has said anything
     * @param at when; null when nobody has said anything
     * @param version grows with every change; the ETag
     */
    @Schema(name = "ProviderState")
    record Data(
            String code,

            @Schema(allowableValues = {"enabled", "paused", "forced_open"})
            String state,

            @Nullable String reason,
            @Nullable Operator by,
            @Nullable Instant at,
            long version) {}

    /**
     * Who said so.
     *
     * @param type an API key
     * @param id of the key
     */
    @Schema(name = "ProviderOperator")
    record Operator(@Schema(allowableValues = "api_key") String type, UUID id) {}
}
