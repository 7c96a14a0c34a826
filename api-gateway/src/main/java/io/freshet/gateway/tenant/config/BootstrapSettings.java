package io.freshet.gateway.tenant.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * The tenant that is made at start; none unless both are there and not empty.
 *
 * @param bootstrapTenant slug
 * @param bootstrapApiKey its key; only the hash is stored
 */
@ConfigurationProperties("freshet")
record BootstrapSettings(
        @Nullable String bootstrapTenant, @Nullable String bootstrapApiKey) {

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "BootstrapSettings[bootstrapTenant=" + bootstrapTenant + "]";
    }
}
