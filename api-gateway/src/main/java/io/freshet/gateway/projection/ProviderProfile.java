package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one provider said of a party.
 *
 * @param fetchedAt when the document left the provider
 * @param documentHash lower-case hex SHA-256 of the provider's own document
 * @param profile JSON of core's {@link io.freshet.core.NormalizedProfile}
 */
public record ProviderProfile(
        String provider,
        UUID executionId,
        Instant fetchedAt,
        @Nullable String documentHash,
        JsonNode profile) {}
