package io.freshet.gateway.idempotency.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.Idempotency;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves requests as their header {@code Idempotency-Key} asks. */
@Singleton
public final class IdempotentRequests {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Idempotency idempotency;

    IdempotentRequests(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Serves a request once per key, or every time when it has no key. The work runs in the transaction that keeps its
     * answer, and what it throws rolls it back.
     *
     * @throws ApiException when the key is malformed, still in use, or was used for another request
     */
    public HttpResponse<?> answer(
            HttpRequest<?> request, UUID tenantId, @Nullable JsonNode body, Supplier<Answer> work) {
        String key = request.getHeaders().get(HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            throw ApiException.invalid(
                    List.of(new ApiException.Detail("", HEADER + " takes 1 to 255 printable characters")));
        }
        return switch (idempotency.serve(tenantId, key, request.getPath() + '\n' + body, work)) {
            case Idempotency.Served served -> respond(served.answer());
            case Idempotency.Replayed replayed -> respond(replayed.answer()).header("Idempotency-Replayed", "true");
            case Idempotency.StillRunning running ->
                throw new ApiException(
                        ErrorCode.IDEMPOTENCY_IN_PROGRESS, "The first request with this key still runs.");
            case Idempotency.KeyReused reused ->
                throw new ApiException(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This key was used for another request.");
        };
    }

    private static MutableHttpResponse<JsonNode> respond(Answer answer) {
        MutableHttpResponse<JsonNode> response =
                HttpResponse.status(HttpStatus.valueOf(answer.status())).body(answer.body());
        answer.headers().forEach(response::header);
        return response;
    }
}
