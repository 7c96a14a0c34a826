package io.freshet.gateway.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** Refuses a body that does not say what it is; the router, which judges every other type, would take it for JSON. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(200)
final class BodyTypes {

    @RequestFilter
    void check(HttpRequest<?> request) {
        boolean hasBody = request.getContentLength() > 0 || request.getHeaders().contains("Transfer-Encoding");
        if (hasBody && !isType(request.getHeaders().get("Content-Type"))) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
        }
    }

    private static boolean isType(@Nullable String text) {
        return text != null && text.indexOf('/') > 0;
    }
}
