package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a job that has a status of its own.
 *
 * @param key {@code stage:ENRICH}, {@code provider:<code>} or {@code node:<node id>}
 * @param detail what is known of it beyond the status
 */
public record Step(
        UUID jobId,
        UUID tenantId,
        String key,
        StepStatus status,
        @Nullable JsonNode detail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public static final String STAGE = "stage:";
    public static final String PROVIDER = "provider:";
    public static final String NODE = "node:";

    /** {@code stage}, {@code provider} or {@code node}. */
    public String kind() {
        return key.substring(0, key.indexOf(':'));
    }

    /** What follows the kind: the stage, the provider's code or the node id. */
    public String name() {
        return key.substring(key.indexOf(':') + 1);
    }
}
