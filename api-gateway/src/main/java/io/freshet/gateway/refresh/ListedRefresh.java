package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.paging.Position;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh as a list shows it.
 *
 * @param bulk whether it yields to interactive ones
 * @param retryOf the refresh whose failed steps this one tries again
 * @param error {@code {code, message}} when it failed
 */
public record ListedRefresh(
        UUID jobId,
        UUID entityId,
        Operation operation,
        JobStatus status,
        boolean bulk,
        List<String> slip,
        @Nullable UUID retryOf,
        Times times,
        @Nullable JsonNode error) {

    public ListedRefresh {
        slip = List.copyOf(slip);
    }

    /** When what happened, and the moment after which nothing does. */
    public record Times(
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            Instant deadline) {}

    /** Where it stands in the list. */
    public Position position() {
        return new Position(times.queuedAt(), jobId);
    }

    /** As the REST API shows it. */
    public Map<String, @Nullable Object> describe() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("refreshId", jobId);
        shown.put("entityId", entityId);
        shown.put("operation", operation.word());
        shown.put("status", JobStatus.word(status));
        shown.put("priority", bulk ? "bulk" : "interactive");
        shown.put("slip", slip);
        shown.put("retryOf", retryOf);
        shown.put("queuedAt", times.queuedAt().toString());
        shown.put("startedAt", text(times.startedAt()));
        shown.put("completedAt", text(times.completedAt()));
        shown.put("deadline", times.deadline().toString());
        shown.put("error", error);
        return shown;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
