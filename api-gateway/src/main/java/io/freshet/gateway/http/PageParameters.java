package io.freshet.gateway.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an operation answers a page: {@code limit} and {@code cursor}, and the errors of reading. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(name = "limit", in = ParameterIn.QUERY)
@Parameter(name = "cursor", in = ParameterIn.QUERY)
@ReadErrors
public @interface PageParameters {}
