package io.freshet.gateway.provider.http;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of a provider, as {@link ProviderStateController} reads it.
 *
 * @param state whether the workers call it: `paused` keeps what needs a call waiting until its deadline, `forced_open` fails it at once
 * @param reason for the history
 */
record ProviderStateBody(
        @Schema(allowableValues = {"enabled", "paused", "forced_open"})
        String state,

        @Schema(maxLength = 500) @Nullable String reason) {}
