package io.freshet.gateway.tenant.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.tenant.ApiKeys;
import io.freshet.gateway.tenant.Caller;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/** Lets in who sends a valid API key as bearer token; only {@code /health}, {@code /openapi} and the metrics are open. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(100)
final class ApiKeyFilter {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void authenticate(HttpRequest<?> request) {
        String path = request.getPath();
        if (isOpen(path)) {
            return;
        }
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            throw refused("Send an API key: Authorization: Bearer fk_…");
        }
        Caller caller = keys.find(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> refused("The API key is unknown, expired or revoked."));
        Callers.set(request, caller);
    }

    private static boolean isOpen(String path) {
        return path.startsWith("/health/")
                || path.equals("/prometheus")
                || path.equals("/openapi")
                || path.startsWith("/openapi/");
    }

    private static ApiException refused(String message) {
        return new ApiException(ErrorCode.UNAUTHORIZED, message, List.of(), Map.of("WWW-Authenticate", "Bearer"));
    }
}
