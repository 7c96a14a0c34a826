package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshPlanner;
import io.freshet.gateway.refresh.RefreshQueries;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** Submits refreshes and shows what became of them. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RefreshController {

    private final EntityRepository entities;
    private final RefreshPlanner planner;
    private final RefreshQueries queries;
    private final JobRequests jobs;
    private final DryRun dryRun;

    RefreshController(
            EntityRepository entities,
            RefreshPlanner planner,
            RefreshQueries queries,
            JobRequests jobs,
            DryRun dryRun) {
        this.entities = entities;
        this.planner = planner;
        this.queries = queries;
        this.jobs = jobs;
        this.dryRun = dryRun;
    }

    /**
     * Refreshes an entity.
     *
     * @param id the entity, a company or person
     */
    @Post("/entities/{id}/refresh")
    @Operation(operationId = "refreshEntity", tags = "refreshes")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RefreshBody.class)))
    @StartsJob
    @ApiResponse(
            responseCode = "200",
            description = "The result, when the job ended within the time of `Prefer`; or the plan, for a dry run.",
            headers = {
                @Header(
                        name = "Preference-Applied",
                        description = "The wait that was honoured.",
                        schema = @Schema(type = "string")),
                @Header(name = "Location", description = "Address of the job.", schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(anyOf = {RefreshResult.class, RefreshPlanned.class})))
    HttpResponse<?> submit(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        RefreshRequest refresh = RefreshRequestReader.read(body);
        Entity entity = entities.find(caller.tenantId(), PathIds.read(id, "entity"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        RefreshPlan plan = RefreshAnswers.planned(planner.plan(refresh, entity));
        if (refresh.dryRun()) {
            return HttpResponse.ok(dryRun.describe(plan));
        }
        return jobs.submit(request, body, plan);
    }

    /**
     * Shows a refresh.
     *
     * @param id the refresh
     */
    @Get("/refreshes/{id}")
    @Operation(operationId = "showRefresh", tags = "refreshes")
    @ApiResponse(
            responseCode = "200",
            description = "The job, and its result once it has ended.",
            content = @Content(schema = @Schema(implementation = RefreshResult.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        return queries.find(caller.tenantId(), PathIds.read(id, "refresh"))
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such refresh."));
    }
}
