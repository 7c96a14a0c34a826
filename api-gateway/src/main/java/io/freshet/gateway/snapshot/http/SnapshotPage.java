package io.freshet.gateway.snapshot.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of snapshots, as {@link SnapshotController} writes it.
 *
 * @param success always true
 * @param items the highest version first
 * @param page where the next page begins
 */
record SnapshotPage(boolean success, List<Item> items, Links page) {

    /**
     * A snapshot without its attributes.
     *
     * @param id its id
     * @param entityId the entity
     * @param version 1, 2, 3 … of the entity
     * @param hash lower-case hex SHA-256 of the attributes in the form of RFC 8785
     * @param previousHash of the version before; null for version 1
     * @param refreshId the refresh that published it
     * @param createdAt when that refresh ended
     */
    @Schema(name = "SnapshotItem")
    record Item(
            UUID id,
            UUID entityId,
            int version,
            String hash,
            @Nullable String previousHash,
            UUID refreshId,
            Instant createdAt) {}

    /**
     * Where the next page begins.
     *
     * @param next_cursor null at the end
     */
    @Schema(name = "SnapshotPageLinks")
    record Links(@Schema(name = "next_cursor") @Nullable String next_cursor) {}
}
