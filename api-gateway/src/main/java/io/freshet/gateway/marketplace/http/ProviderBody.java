package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant uses a provider, as {@link ProviderController} reads it.
 *
 * @param enabled whether refreshes may call it
 * @param credential name of the credential that the provider declares; nothing else is accepted
 * @param parameters all values of the tenant for parameters that the provider declares, texts of at most 200 characters; what
 *     a call gives itself wins
 */
record ProviderBody(
        @Nullable Boolean enabled,
        @Schema(maxLength = 200) @Nullable String credential,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> parameters) {}
