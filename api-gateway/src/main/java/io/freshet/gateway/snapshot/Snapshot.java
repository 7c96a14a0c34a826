package io.freshet.gateway.snapshot;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of what is known of an entity; never changed once it is there.
 *
 * @param version 1, 2, 3 … of the entity, without gaps
 * @param attributes the canonical attributes
 * @param hash of the attributes, see {@link CanonicalJson#hash}
 * @param previousHash of the version before; null for version 1
 * @param jobId the refresh that published it
 * @param createdAt whole microseconds; later than that of the version before
 */
public record Snapshot(
        UUID snapshotId,
        UUID tenantId,
        UUID entityId,
        int version,
        CanonicalJson attributes,
        String hash,
        @Nullable String previousHash,
        UUID jobId,
        Instant createdAt) {}
