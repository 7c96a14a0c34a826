package io.freshet.gateway.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives each request an id, the caller's where it is harmless, and tells it in the answer. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestIds {

    private static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "freshet.request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @RequestFilter
    void assign(HttpRequest<?> request) {
        of(request);
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header(HEADER, of(request));
    }

    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String asked = request.getHeaders().get(HEADER);
            String id = asked != null && HARMLESS.matcher(asked).matches()
                    ? asked
                    : UUID.randomUUID().toString();
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }
}
