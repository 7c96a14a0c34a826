package io.freshet.gateway.provider;

import io.freshet.gateway.outbox.OutboxMessage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator said of a provider; told to the enrichment workers as it is.
 *
 * @param version 1, 2, 3 … of this provider; the ETag
 * @param reason as the operator gave it
 * @param keyId the operator's API key
 */
public record ProviderState(
        String code,
        long version,
        ProviderMode mode,
        @Nullable String reason,
        UUID keyId,
        Instant at) implements OutboxMessage {

    /** The ETag of a provider of which nobody has said anything. */
    public static final String UNTOUCHED = "\"0\"";

    public String etag() {
        return "\"" + version + "\"";
    }
}
