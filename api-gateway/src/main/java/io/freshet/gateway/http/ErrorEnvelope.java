package io.freshet.gateway.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every error, as {@link ErrorResponses} writes it.
 *
 * @param success always false
 * @param error what went wrong
 */
@Schema(name = "Error")
record ErrorEnvelope(boolean success, Fault error) {

    /**
     * What went wrong.
     *
     * @param code one of the codes of docs/errors.md
     * @param message for people; safe to show
     * @param details each fault of the request with its place
     * @param requestId names the request in the logs
     */
    @Schema(name = "ErrorFault")
    record Fault(
            @Schema(example = "validation_error") String code,

            @Schema(example = "The request is not valid; see details.")
            String message,

            List<Detail> details,
            @Schema(name = "request_id") String requestId) {}

    /**
     * One fault.
     *
     * @param path JSON Pointer into the body, or {@code ?name} of a query parameter
     * @param message what the place must be
     */
    @Schema(name = "ErrorDetail")
    record Detail(
            @Schema(example = "/depth") String path,

            @Schema(example = "must be a whole number from 0 to 5")
            String message) {}
}
