package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enrichment group, as {@link GroupRequestReader} reads it.
 *
 * @param name for people
 * @param slug 2 to 63 of a-z, 0-9 and -, no UUID; made of the name where it is absent
 * @param description for people
 * @param codes providers in their order
 */
record GroupBody(
        @Schema(minLength = 1, maxLength = 200, example = "Basics")
        String name,

        @Schema(maxLength = 200, pattern = "^[a-z0-9-]{2,63}$") @Nullable
        String slug,

        @Schema(maxLength = 2000) @Nullable String description,

        @ArraySchema(
                minItems = 1,
                maxItems = 100,
                schema = @Schema(minLength = 1, maxLength = 200, example = "br_brasilapi_company_enrichment"))
        List<String> codes) {}
