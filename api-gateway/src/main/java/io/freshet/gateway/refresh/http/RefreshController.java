package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
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

    @Post("/entities/{id}/refresh")
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

    @Get("/refreshes/{id}")
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        return queries.find(caller.tenantId(), PathIds.read(id, "refresh"))
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such refresh."));
    }
}
