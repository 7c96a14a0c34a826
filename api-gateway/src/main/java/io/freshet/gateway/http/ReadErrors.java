package io.freshet.gateway.http;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the errors of an operation without a body. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ApiResponse(
        responseCode = "400",
        description = "The request is not valid; `details` name every fault.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "401",
        description = "No valid API key.",
        headers = @Header(name = "WWW-Authenticate", description = "`Bearer`", schema = @Schema(type = "string")),
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "403",
        description = "The key lacks the permission.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "404",
        description = "Absent, or not the tenant's.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "406",
        description = "`Accept` leaves out what the operation answers.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "503",
        description = "A part is away.",
        headers =
                @Header(
                        name = "Retry-After",
                        description = "Seconds to wait before the next try.",
                        schema = @Schema(type = "integer", minimum = "1")),
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
public @interface ReadErrors {}
