package io.freshet.gateway.http;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on, as {@link QueryReader} writes it.
 *
 * @param nextCursor the cursor of the next page; null on the last
 */
public record PageLinks(
        @Schema(name = "next_cursor") @Nullable String nextCursor) {}
