package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.ListedRefresh;
import io.freshet.gateway.refresh.RefreshFilter;
import io.freshet.gateway.refresh.RefreshListRepository;
import io.freshet.gateway.refresh.RefreshQueries;
import io.freshet.gateway.refresh.RefreshRetry;
import io.freshet.gateway.refresh.RefreshSubmission;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /refreshes}: what can be done with a refresh that was accepted. */
@Controller("/refreshes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobController {

    private final JobCancellation cancellation;
    private final RefreshRetry retry;
    private final RefreshListRepository lists;
    private final RefreshQueries queries;
    private final JobRequests requests;
    private final RefreshAnswers answers;

    JobController(
            JobCancellation cancellation,
            RefreshRetry retry,
            RefreshListRepository lists,
            RefreshQueries queries,
            JobRequests requests,
            RefreshAnswers answers) {
        this.cancellation = cancellation;
        this.retry = retry;
        this.lists = lists;
        this.queries = queries;
        this.requests = requests;
        this.answers = answers;
    }

    /** Lists refreshes, newest first. */
    @Get
    @Operation(
            operationId = "listRefreshes",
            tags = "refreshes",
            parameters = {
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "Where they stand.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "queued",
                                            "running",
                                            "completed",
                                            "completed_with_errors",
                                            "failed",
                                            "cancelled",
                                            "timed_out"
                                        })),
                @Parameter(
                        name = "entityId",
                        in = ParameterIn.QUERY,
                        description = "Of one entity.",
                        schema = @Schema(type = "string", format = "uuid")),
                @Parameter(
                        name = "since",
                        in = ParameterIn.QUERY,
                        description = "Taken then or later.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "operation",
                        in = ParameterIn.QUERY,
                        description = "What they do.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"refresh", "enrich", "analyze", "materialize", "automatic"}))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = RefreshList.class)))
    @ReadErrors
    HttpResponse<?> list(HttpRequest<?> request) {
        Caller caller = Callers.of(request, "entities:read");
        QueryReader query = QueryReader.of(request);
        RefreshFilter filter = new RefreshFilter(
                status(query),
                query.uuid("entityId"),
                query.instant("since"),
                query.word("operation", io.freshet.gateway.refresh.Operation.class)
                        .orElse(null));
        PageRequest page = query.page();
        query.finish();
        List<ListedRefresh> rows = lists.list(caller.tenantId(), filter, page);
        return HttpResponse.ok(
                query.answer(Page.of(page, rows, ListedRefresh::position).map(ListedRefresh::describe)));
    }

    private static @Nullable JobStatus status(QueryReader query) {
        String word = query.text("status", 64);
        Optional<JobStatus> status = JobStatus.ALL.stream()
                .filter(each -> JobStatus.word(each).equals(word))
                .findFirst();
        if (word != null && status.isEmpty()) {
            List<String> words = JobStatus.ALL.stream().map(JobStatus::word).toList();
            query.fault("status", "must be one of " + String.join(", ", words));
        }
        return status.orElse(null);
    }

    /**
     * Cancels a refresh: it ends at once with what is there, and nothing more is begun for it. Takes no body.
     *
     * @param id the refresh
     */
    @Post("/{id}/cancel")
    @Consumes(MediaType.ALL)
    @Operation(operationId = "cancelRefresh", tags = "refreshes")
    @ApiResponse(
            responseCode = "200",
            description = "The cancelled job.",
            content = @Content(schema = @Schema(implementation = RefreshResult.class)))
    @WriteErrors
    HttpResponse<ObjectNode> cancel(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "enrichments:execute");
        UUID jobId = PathIds.read(id, "refresh");
        return switch (cancellation.cancel(caller.tenantId(), jobId)) {
            case JobCancellation.Cancelled cancelled -> HttpResponse.ok(shown(caller, jobId));
            case JobCancellation.AlreadyEnded ended ->
                throw new ApiException(
                        ErrorCode.REFRESH_ENDED, "The refresh is over: " + JobStatus.word(ended.status()) + ".");
            case JobCancellation.NotFound none -> throw noSuchRefresh();
        };
    }

    /**
     * Tries a refresh again that has failed steps: a new job with the same plan, in which what succeeded is not called
     * again. Takes no body.
     *
     * @param id the refresh that is over
     */
    @Post("/{id}/retry")
    @Consumes(MediaType.ALL)
    @Operation(operationId = "retryRefresh", tags = "refreshes")
    @StartsJob
    HttpResponse<?> retry(HttpRequest<?> request, @PathVariable String id) throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        UUID jobId = PathIds.read(id, "refresh");
        return requests.submit(
                request, caller.tenantId(), null, () -> answer(jobId, retry.retry(caller.tenantId(), jobId)));
    }

    private Answer answer(UUID jobId, RefreshRetry.Outcome outcome) {
        return switch (outcome) {
            case RefreshRetry.Started(UUID entityId, RefreshSubmission.Accepted job) -> {
                Answer answer = answers.answer(entityId, job);
                ((ObjectNode) answer.body().path("data")).put("retryOf", jobId.toString());
                yield answer;
            }
            case RefreshRetry.Conflict(UUID entityId, RefreshSubmission.Conflict with) ->
                answers.answer(entityId, with);
            case RefreshRetry.StillRunning running ->
                throw new ApiException(
                        ErrorCode.REFRESH_IN_PROGRESS,
                        "The refresh is not over.",
                        List.of(),
                        Map.of("Location", "/refreshes/" + jobId));
            case RefreshRetry.NothingFailed nothing ->
                throw new ApiException(ErrorCode.NOTHING_TO_RETRY, "No step of the refresh failed or ran out of time.");
            case RefreshRetry.NotFound none -> throw noSuchRefresh();
        };
    }

    private ObjectNode shown(Caller caller, UUID jobId) {
        return queries.find(caller.tenantId(), jobId).orElseThrow(JobController::noSuchRefresh);
    }

    private static ApiException noSuchRefresh() {
        return new ApiException(ErrorCode.NOT_FOUND, "No such refresh.");
    }
}
