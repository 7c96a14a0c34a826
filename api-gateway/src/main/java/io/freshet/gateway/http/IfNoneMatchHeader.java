package io.freshet.gateway.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an operation honours {@code If-None-Match}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(name = "If-None-Match", in = ParameterIn.HEADER)
@ApiResponse(
        responseCode = "304",
        description = "The caller has this version.",
        headers = @Header(name = "ETag", description = "The version.", schema = @Schema(type = "string")))
public @interface IfNoneMatchHeader {}
