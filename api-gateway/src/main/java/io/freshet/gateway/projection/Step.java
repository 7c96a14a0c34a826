package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code job_step}.
 *
 * @param key {@code stage:ENRICH}, {@code provider:<code>} or {@code node:<node id>}
 */
record Step(
        UUID jobId,
        UUID tenantId,
        String key,
        StepStatus status,
        @Nullable JsonNode detail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static final String STAGE = "stage:";
    static final String PROVIDER = "provider:";
    static final String NODE = "node:";

    /** {@code stage}, {@code provider} or {@code node}. */
    String kind() {
        return key.substring(0, key.indexOf(':'));
    }

    /** What follows the kind: the stage, the provider's code or the node id. */
    String name() {
        return key.substring(key.indexOf(':') + 1);
    }
}
