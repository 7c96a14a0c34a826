package io.freshet.gateway.marketplace.http;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an operation answers an enrichment group as it is then, with its ETag. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@ApiResponse(
        responseCode = "200",
        description = "The group as it is then.",
        headers =
                @Header(
                        name = "ETag",
                        description = "The version, for If-Match and If-None-Match.",
                        schema = @Schema(type = "string")),
        content = @Content(schema = @Schema(implementation = GroupShown.class)))
@interface AnswersGroup {}
