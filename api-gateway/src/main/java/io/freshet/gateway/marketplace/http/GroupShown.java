package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrichment group.
 *
 * @param success always true
 * @param data the group
 */
record GroupShown(boolean success, Data data) {

    /**
     * A tenant's ordered list of providers.
     *
     * @param id its id
     * @param slug its other address
     * @param name for people
     * @param description for people
     * @param codes providers in their order
     * @param version grows with every change
     * @param createdAt when it was made
     * @param updatedAt when it changed last
     */
    @Schema(name = "EnrichmentGroup")
    record Data(
            UUID id,
            String slug,
            String name,
            @Nullable String description,
            List<String> codes,
            long version,
            Instant createdAt,
            Instant updatedAt) {}
}
