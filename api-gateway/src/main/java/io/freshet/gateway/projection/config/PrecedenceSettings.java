package io.freshet.gateway.projection.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * Whom to believe about which attribute.
 *
 * @param attributePrecedence path of a file that is read instead of the shipped {@code attribute-precedence.yaml}; the enrichment
 *     workers have to be given the same. None when absent or empty
 */
@ConfigurationProperties("freshet")
record PrecedenceSettings(@Nullable String attributePrecedence) {}
