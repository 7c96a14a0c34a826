package io.freshet.gateway.batch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.batch.Batch;
import io.freshet.gateway.batch.BatchCancellation;
import io.freshet.gateway.batch.BatchRepository;
import io.freshet.gateway.batch.BatchSubmission;
import io.freshet.gateway.batch.ItemStatus;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.IdempotencyKeyHeader;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.refresh.http.RefreshAnswers;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /refreshes/batch} and {@code /refreshes/batches}: many refreshes asked for at once. */
@Controller("/refreshes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BatchController {

    private static final String EXECUTE = "enrichments:execute";
    private static final String READ = "entities:read";
    private static final String PATH = "/refreshes/batches/";

    private final BatchSubmission submission;
    private final BatchCancellation cancellation;
    private final BatchRepository batches;
    private final IdempotentRequests requests;
    private final ObjectMapper json;

    BatchController(
            BatchSubmission submission,
            BatchCancellation cancellation,
            BatchRepository batches,
            IdempotentRequests requests,
            ObjectMapper json) {
        this.submission = submission;
        this.cancellation = cancellation;
        this.batches = batches;
        this.requests = requests;
        this.json = json;
    }

    /**
     * Refreshes many entities.
     */
    @Post("/batch")
    @Operation(operationId = "submitBatch", tags = "batches")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @IdempotencyKeyHeader
    @ApiResponse(
            responseCode = "202",
            description = "The batch was taken.",
            headers = {
                @Header(name = "Location", description = "Its address.", schema = @Schema(type = "string")),
                @Header(
                        name = "Retry-After",
                        description = "Seconds to wait before looking at it.",
                        schema = @Schema(type = "integer"))
            },
            content = @Content(schema = @Schema(implementation = BatchShown.class)))
    @ApiResponse(
            responseCode = "429",
            description = "Too many batches are not over yet.",
            headers =
                    @Header(name = "Retry-After", description = "Seconds to wait.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "#/components/schemas/Error")))
    @WriteErrors
    HttpResponse<?> submit(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, EXECUTE);
        BatchRequestReader wanted = BatchRequestReader.read(body);
        return requests.answer(
                request,
                caller.tenantId(),
                body,
                () -> accepted(submission.submit(caller.tenantId(), wanted.targets(), wanted.refresh())));
    }

    /**
     * Lists batches, newest first.
     */
    @Get("/batches")
    @Operation(operationId = "listBatches", tags = "batches")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = BatchList.class)))
    HttpResponse<?> list(HttpRequest<?> request) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        return HttpResponse.ok(
                query.answer(batches.list(caller.tenantId(), page).map(BatchDocument::of)));
    }

    /**
     * Shows a batch and its progress.
     *
     * @param id the batch
     */
    @Get("/batches/{id}")
    @Operation(operationId = "showBatch", tags = "batches")
    @ApiResponse(
            responseCode = "200",
            description = "The batch.",
            content = @Content(schema = @Schema(implementation = BatchShown.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        return shown(find(caller.tenantId(), id));
    }

    /**
     * Lists what became of each entity of a batch.
     *
     * @param id the batch
     */
    @Get("/batches/{id}/items")
    @Operation(
            operationId = "listBatchItems",
            tags = "batches",
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
                                            "timed_out",
                                            "not_found",
                                            "conflict"
                                        }))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = BatchItemList.class)))
    HttpResponse<?> items(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        Optional<ItemStatus> status = query.word("status", ItemStatus.class);
        PageRequest page = query.page();
        query.finish();
        Batch batch = find(caller.tenantId(), id);
        return HttpResponse.ok(query.answer(batches.items(caller.tenantId(), batch.batchId(), status.orElse(null), page)
                .map(BatchDocument::of)));
    }

    /**
     * Cancels a batch and the jobs of it that run; takes no body.
     *
     * @param id the batch
     */
    @Post("/batches/{id}/cancel")
    @Operation(operationId = "cancelBatch", tags = "batches")
    @ApiResponse(
            responseCode = "200",
            description = "The batch after it.",
            content = @Content(schema = @Schema(implementation = BatchShown.class)))
    @WriteErrors
    HttpResponse<?> cancel(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, EXECUTE);
        return switch (cancellation.cancel(caller.tenantId(), PathIds.read(id, "batch"))) {
            case BatchCancellation.Stopped stopped -> shown(stopped.batch());
            case BatchCancellation.NotFound missing -> throw missing();
            case BatchCancellation.AlreadyEnded ended ->
                throw new ApiException(
                        ErrorCode.CONFLICT,
                        "The batch is " + ended.batch().status().word() + " already.",
                        List.of(),
                        Map.of("Location", PATH + ended.batch().batchId()));
        };
    }

    private Answer accepted(BatchSubmission.Outcome outcome) {
        return switch (outcome) {
            case BatchSubmission.Accepted accepted ->
                new Answer(
                        HttpStatus.ACCEPTED.getCode(),
                        Map.of("Location", PATH + accepted.batch().batchId(), "Retry-After", "1"),
                        json.valueToTree(Map.of("success", true, "data", BatchDocument.of(accepted.batch()))));
            case BatchSubmission.TooMany many ->
                throw ApiException.invalid(List.of(new ApiException.Detail(
                        "/filter", "matches more than " + BatchSubmission.MOST_ITEMS + " entities")));
            case BatchSubmission.TooManyOpen many ->
                throw new ApiException(
                        ErrorCode.RATE_LIMITED,
                        "Too many batches are not over yet.",
                        List.of(),
                        Map.of("Retry-After", "60"));
            case BatchSubmission.NotPlannable not -> {
                RefreshAnswers.planned(not.planning());
                throw new IllegalStateException("what can be planned is no obstacle");
            }
        };
    }

    private HttpResponse<?> shown(Batch batch) {
        Map<ItemStatus, Integer> counts = batches.counts(batch.tenantId(), batch.batchId());
        return HttpResponse.ok(Map.of("success", true, "data", BatchDocument.of(batch, counts)));
    }

    private Batch find(UUID tenantId, String id) {
        return batches.find(tenantId, PathIds.read(id, "batch")).orElseThrow(BatchController::missing);
    }

    private static ApiException missing() {
        return new ApiException(ErrorCode.NOT_FOUND, "No such batch.");
    }
}
