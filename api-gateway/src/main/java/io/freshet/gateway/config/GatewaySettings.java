package io.freshet.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * What the gateway is told; the environment variables are named in {@code application.yml}.
 *
 * @param kafkaBootstrapServers {@code host:port,…}
 * @param schemaRegistryUrl base of the Confluent-compatible API
 * @param bootstrapTenant slug of a tenant that is made at start; null for none
 * @param bootstrapApiKey its key; only the hash is stored
 * @param interactiveDeadlineSeconds how long an interactive refresh may take
 * @param bulkDeadlineSeconds how long a bulk refresh may take
 */
@ConfigurationProperties("freshet")
public record GatewaySettings(
        String kafkaBootstrapServers,
        String schemaRegistryUrl,
        @Nullable String bootstrapTenant,
        @Nullable String bootstrapApiKey,
        int interactiveDeadlineSeconds,
        int bulkDeadlineSeconds) {

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "GatewaySettings[kafkaBootstrapServers=" + kafkaBootstrapServers + "]";
    }
}
