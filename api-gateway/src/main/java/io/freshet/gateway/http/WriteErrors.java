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

/** Documents the errors of an operation that changes something, beyond those of {@link ReadErrors}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ReadErrors
@ApiResponse(
        responseCode = "409",
        description = "What is there stands against it; `code` says what.",
        headers =
                @Header(
                        name = "Location",
                        description = "What stands in the way, where it has an address.",
                        schema = @Schema(type = "string")),
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "413",
        description = "The body is over 1 MiB.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "415",
        description = "The body is not `application/json`.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
@ApiResponse(
        responseCode = "422",
        description = "Well formed, and still nothing that can be done; `code` says why.",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorEnvelope.class)))
public @interface WriteErrors {}
