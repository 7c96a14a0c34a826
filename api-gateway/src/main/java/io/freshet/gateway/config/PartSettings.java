package io.freshet.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where the parts are that the gateway speaks to; the environment variables are named in {@code application.yml}.
 *
 * @param kafkaBootstrapServers {@code host:port,…}
 * @param schemaRegistryUrl base of the Confluent-compatible API
 */
@ConfigurationProperties("freshet")
public record PartSettings(String kafkaBootstrapServers, String schemaRegistryUrl) {}
