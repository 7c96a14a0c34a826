package io.freshet.gateway.batch.http;

import io.freshet.gateway.refresh.http.RefreshBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to refresh, as {@link BatchRequestReader} reads it, and beside it the body of a refresh; its priority is bulk, and
 * there is no dry run.
 *
 * @param entityIds entities; either these or a filter
 * @param filter which entities; at most 10,000 may match
 */
@Schema(allOf = RefreshBody.class)
record BatchBody(
        @ArraySchema(minItems = 1, maxItems = 10_000, schema = @Schema(format = "uuid")) @Nullable
        List<String> entityIds,

        @Nullable Filter filter) {

    /**
     * Which entities; every field that is there has to match.
     *
     * @param type what they are
     * @param country ISO 3166-1 alpha-2
     * @param status where they stand
     * @param riskLevel of their last rules, in any case
     * @param lastRefreshedBefore no refresh since then
     */
    @Schema(name = "BatchFilter")
    record Filter(
            @Schema(allowableValues = {"company", "person"}) @Nullable
            String type,

            @Schema(minLength = 2, maxLength = 2, example = "BR") @Nullable
            String country,

            @Schema(
                    allowableValues = {
                        "active",
                        "inactive",
                        "blocked",
                        "under_review",
                        "suspended",
                        "expired",
                        "rejected"
                    })
            @Nullable
            String status,

            @Schema(maxLength = 100, example = "HIGH") @Nullable
            String riskLevel,

            @Schema(format = "date-time") @Nullable String lastRefreshedBefore) {}
}
