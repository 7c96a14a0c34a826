package io.freshet.enrichment.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is expected and its answer.
 *
 * @param request method, path and query, such as {@code GET /company/08957400?page=1}, percent-encoded as it is sent
 * @param sent JSON that the request has to post; null when it does not matter
 * @param body of the answer, as it is sent
 */
public record ListedExchange(
        String request,
        @Nullable String sent,
        int status,
        String contentType,
        Map<String, String> headers,
        String body) {

    public ListedExchange {
        headers = Map.copyOf(headers);
    }
}
