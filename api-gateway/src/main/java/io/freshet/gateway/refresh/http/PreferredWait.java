package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.RefreshQueries;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Prefer: wait=n} (RFC 7240), 1 to 60 seconds: the full result when the job ends in time. */
@Singleton
public final class PreferredWait {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");
    private static final int LONGEST_WAIT = 60;
    private static final List<String> KEPT = List.of("Location", "Idempotency-Replayed");

    private final RefreshQueries queries;

    PreferredWait(RefreshQueries queries) {
        this.queries = queries;
    }

    /** The result if the caller prefers to wait and the job ends in time, else the answer that it was accepted with. */
    public HttpResponse<?> answer(HttpRequest<?> request, UUID tenantId, HttpResponse<?> accepted)
            throws InterruptedException {
        Optional<Integer> seconds = seconds(request.getHeaders().get("Prefer"));
        return seconds.isEmpty()
                ? accepted
                : awaited(tenantId, accepted, seconds.get())
                        .<HttpResponse<?>>map(result -> result.header("Preference-Applied", "wait=" + seconds.get()))
                        .orElse(accepted);
    }

    /** As {@link #answer}, waiting {@code byDefault} seconds when the caller says nothing of waiting. */
    public HttpResponse<?> answer(HttpRequest<?> request, UUID tenantId, HttpResponse<?> accepted, int byDefault)
            throws InterruptedException {
        if (seconds(request.getHeaders().get("Prefer")).isPresent()) {
            return answer(request, tenantId, accepted);
        }
        return awaited(tenantId, accepted, byDefault)
                .<HttpResponse<?>>map(result -> result)
                .orElse(accepted);
    }

    private Optional<MutableHttpResponse<?>> awaited(UUID tenantId, HttpResponse<?> accepted, int seconds)
            throws InterruptedException {
        String location = accepted.header("Location");
        if (location == null) {
            return Optional.empty();
        }
        UUID jobId = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        return queries.awaitEnd(tenantId, jobId, Duration.ofSeconds(seconds))
                ? queries.find(tenantId, jobId).map(result -> ended(accepted, result))
                : Optional.empty();
    }

    /** The result with what the acceptance tells in its headers, but for when to look. */
    private static MutableHttpResponse<?> ended(HttpResponse<?> accepted, ObjectNode result) {
        MutableHttpResponse<ObjectNode> response = HttpResponse.ok(result);
        for (String name : KEPT) {
            String value = accepted.header(name);
            if (value != null) {
                response.header(name, value);
            }
        }
        return response;
    }

    /** The seconds to wait; a preference that is not understood is to be ignored. */
    static Optional<Integer> seconds(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(matcher.group(1));
        return seconds >= 1 && seconds <= LONGEST_WAIT ? Optional.of(seconds) : Optional.empty();
    }
}
