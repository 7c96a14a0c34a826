package io.freshet.gateway.refresh.http;

import io.freshet.gateway.http.IdempotencyKeyHeader;
import io.freshet.gateway.http.PreferWaitHeader;
import io.freshet.gateway.http.WriteErrors;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents an operation that starts a job: its headers, its answers and its errors. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@IdempotencyKeyHeader
@PreferWaitHeader
@ApiResponse(
        responseCode = "200",
        description = "The result, when the job ended within the time of `Prefer`.",
        headers = {
            @Header(
                    name = "Preference-Applied",
                    description = "The wait that was honoured.",
                    schema = @Schema(type = "string")),
            @Header(name = "Location", description = "Address of the job.", schema = @Schema(type = "string"))
        },
        content = @Content(schema = @Schema(implementation = RefreshResult.class)))
@ApiResponse(
        responseCode = "202",
        description = "The job was taken.",
        headers = {
            @Header(name = "Location", description = "Address of the job.", schema = @Schema(type = "string")),
            @Header(
                    name = "Retry-After",
                    description = "Seconds to wait before looking at it.",
                    schema = @Schema(type = "integer"))
        },
        content = @Content(schema = @Schema(implementation = RefreshAccepted.class)))
@WriteErrors
public @interface StartsJob {}
