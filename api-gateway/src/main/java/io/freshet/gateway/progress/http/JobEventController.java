package io.freshet.gateway.progress.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.progress.JobProgress;
import io.freshet.gateway.progress.JobSignals;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;

/** {@code GET /refreshes/{id}/events}: the progress of a job as server-sent events. */
@Controller("/refreshes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobEventController {

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");
    private static final int LONGEST = 20;

    private final JobProgress progress;
    private final JobSignals signals;
    private final StreamSlots slots;
    private final ExecutorService threads;

    JobEventController(
            JobProgress progress,
            JobSignals signals,
            StreamSlots slots,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.progress = progress;
        this.signals = signals;
        this.slots = slots;
        this.threads = threads;
    }

    /** No content when nothing will follow the last event that the caller has: a browser then stops coming back. */
    @Get(uri = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<Event<String>>> events(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        long last = lastEventId(request);
        UUID jobId = PathIds.read(id, "refresh");
        JobProgress.Part next = progress.after(caller.tenantId(), jobId, last, 2)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such refresh."));
        if (next.complete() && next.events().isEmpty()) {
            return HttpResponse.noContent();
        }
        JobEventStream stream = new JobEventStream(
                progress,
                signals,
                new JobEventStream.Watched(caller.tenantId(), jobId),
                last,
                slots.take(caller.tenantId()));
        threads.execute(stream);
        return HttpResponse.<Publisher<Event<String>>>ok(stream.publisher())
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
    }

    /** The header, or for callers that cannot set it {@code ?lastEventId}; 0 without either. */
    private static long lastEventId(HttpRequest<?> request) {
        QueryReader query = QueryReader.of(request);
        String header = request.getHeaders().get("Last-Event-ID");
        String text = header == null || header.isBlank() ? query.text("lastEventId", LONGEST) : header.strip();
        if (text != null && !SEQUENCE.matcher(text).matches()) {
            query.fault("lastEventId", "must be the id of an event: a whole number from 0");
        }
        query.finish();
        return text == null ? 0 : Long.parseLong(text);
    }
}
