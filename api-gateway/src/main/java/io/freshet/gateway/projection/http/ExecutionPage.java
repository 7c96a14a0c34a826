package io.freshet.gateway.projection.http;

import io.freshet.gateway.http.PageLinks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of calls about an entity.
 *
 * @param success always true
 * @param items the newest first
 * @param page where the next page begins
 */
record ExecutionPage(boolean success, List<Item> items, PageLinks page) {

    /** A call that failed, and one that did not. */
    static final String EXAMPLE = """
            {"success": true, "items": [
             {"executionId": "0b6e9a52-6a4f-3c0e-8f3a-52d1cf0a9a11", "provider": "global_gleif_lei_enrichment", "success": false,
              "fromCache": false, "costCents": 0, "repeated": 0, "executionTime": 10012,
              "error": {"code": "PROVIDER_TIMEOUT", "message": "The provider did not answer in time.", "category": "timeout",
               "retryable": true, "statusCode": 504},
              "refreshId": "05aa8ce6-9da8-4efc-a4f9-493ffe30cf5f", "role": "root", "completedAt": "2026-11-25T10:00:10Z"},
             {"executionId": "bc0e9346-da1e-3833-894e-87544fc0f1a6", "provider": "br_brasilapi_company_enrichment", "success": true,
              "fromCache": false, "costCents": 5, "repeated": 0, "executionTime": 610, "error": null,
              "refreshId": "05aa8ce6-9da8-4efc-a4f9-493ffe30cf5f", "role": "root", "completedAt": "2026-11-25T10:00:10Z"}],
             "page": {"next_cursor": null}}
            """;

    /**
     * A provider was asked, or could not be.
     *
     * @param executionId its id
     * @param provider the provider's code
     * @param success whether it knew the entity
     * @param fromCache whether no call was made because a fresh document was there
     * @param costCents price of the calls made, those made again among them; 0 when none was made
     * @param repeated calls made again because a worker died before their answer was stored
     * @param executionTime milliseconds
     * @param error why there is nothing
     * @param refreshId the job
     * @param role what the entity was in that job
     * @param completedAt when the outcomes were there
     */
    @Schema(name = "Execution")
    record Item(
            UUID executionId,
            String provider,
            boolean success,
            boolean fromCache,
            int costCents,
            int repeated,
            long executionTime,

            @Nullable Failure error,

            UUID refreshId,

            @Schema(allowableValues = {"root", "shareholder"})
            String role,

            Instant completedAt) {}

    /**
     * Why a provider gave nothing.
     *
     * @param code what happened
     * @param message for people
     * @param category the kind of cause
     * @param retryable whether asking again later can help
     * @param statusCode the HTTP status that it amounts to; null where no HTTP answer was involved
     */
    @Schema(name = "ExecutionError")
    record Failure(
            @Nullable String code,
            @Nullable String message,
            @Nullable String category,
            @Nullable Boolean retryable,
            @Nullable Integer statusCode) {}
}
