package io.freshet.gateway.progress.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

    /**
     * Watches a refresh: every change of the job and of its steps as server-sent events, until it is over. The `id` of an event is its
     * sequence, `event` is `job` or `step`, `data` is JSON.
     *
     * @param id the refresh
     */
    // No content when nothing will follow the last event that the caller has: a browser then stops coming back.
    @Get(uri = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
    @Operation(
            operationId = "watchRefresh",
            tags = "refreshes",
            parameters = {
                @Parameter(
                        name = "Last-Event-ID",
                        in = ParameterIn.HEADER,
                        description = "Send only what follows this event.",
                        schema = @Schema(type = "integer", minimum = "0")),
                @Parameter(
                        name = "lastEventId",
                        in = ParameterIn.QUERY,
                        description = "The same, for callers that cannot set the header.",
                        schema = @Schema(type = "integer", minimum = "0"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The events, until the job is over.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "The job is over, and nothing followed that event.")
    @ApiResponse(
            responseCode = "429",
            description = "The organization has as many streams open as it may.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait before the next try.",
                            schema = @Schema(type = "integer", minimum = "1")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/Error")))
    @ReadErrors
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
