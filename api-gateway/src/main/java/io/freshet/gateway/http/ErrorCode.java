package io.freshet.gateway.http;

import io.micronaut.http.HttpStatus;

/** The codes of the error envelope, each with its HTTP status; documented in {@code docs/errors.md}. */
public enum ErrorCode {
    VALIDATION_ERROR("validation_error", HttpStatus.BAD_REQUEST),
    INVALID_TAX_ID("INVALID_TAX_ID", HttpStatus.BAD_REQUEST),
    UNAUTHORIZED("unauthorized", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN),
    NOT_FOUND("not_found", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("method_not_allowed", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("not_acceptable", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("conflict", HttpStatus.CONFLICT),
    AMBIGUOUS_TAX_ID("ambiguous_tax_id", HttpStatus.CONFLICT),
    ENTITY_EXISTS("entity_exists", HttpStatus.CONFLICT),
    REFRESH_IN_PROGRESS("refresh_in_progress", HttpStatus.CONFLICT),
    REFRESH_ENDED("refresh_ended", HttpStatus.CONFLICT),
    IDEMPOTENCY_IN_PROGRESS("idempotency_in_progress", HttpStatus.CONFLICT),
    PRECONDITION_FAILED("precondition_failed", HttpStatus.PRECONDITION_FAILED),
    PAYLOAD_TOO_LARGE("payload_too_large", HttpStatus.REQUEST_ENTITY_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    IDEMPOTENCY_KEY_REUSED("idempotency_key_reused", HttpStatus.UNPROCESSABLE_ENTITY),
    NO_COUNTRY_STRATEGY("no_country_strategy", HttpStatus.UNPROCESSABLE_ENTITY),
    NO_MATRIX_COVERAGE("no_matrix_coverage", HttpStatus.UNPROCESSABLE_ENTITY),
    NO_NORMALIZED_ENRICHMENT("NO_NORMALIZED_ENRICHMENT", HttpStatus.UNPROCESSABLE_ENTITY),
    PROFILE_TOO_LARGE("profile_too_large", HttpStatus.UNPROCESSABLE_ENTITY),
    NOTHING_TO_RETRY("nothing_to_retry", HttpStatus.UNPROCESSABLE_ENTITY),
    NO_PROVIDERS("no_providers", HttpStatus.UNPROCESSABLE_ENTITY),
    RATE_LIMITED("rate_limited", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR),
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE);

    private final String code;
    private final HttpStatus status;

    ErrorCode(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    public HttpStatus status() {
        return status;
    }
}
