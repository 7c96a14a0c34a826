package io.freshet.gateway.snapshot.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot, as {@link SnapshotController} writes it.
 *
 * @param success always true
 * @param data the snapshot
 */
record SnapshotShown(boolean success, Snapshot data) {

    /**
     * A snapshot with its attributes.
     *
     * @param id its id
     * @param entityId the entity
     * @param version 1, 2, 3 … of the entity
     * @param hash lower-case hex SHA-256 of the attributes in the form of RFC 8785
     * @param previousHash of the version before; null for version 1
     * @param refreshId the refresh that published it
     * @param createdAt when that refresh ended
     * @param attributes the canonical attributes that were known
     */
    @Schema(name = "Snapshot")
    record Snapshot(
            UUID id,
            UUID entityId,
            int version,
            String hash,
            @Nullable String previousHash,
            UUID refreshId,
            Instant createdAt,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> attributes) {}
}
