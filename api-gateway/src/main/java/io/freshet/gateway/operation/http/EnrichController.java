package io.freshet.gateway.operation.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.operation.EnrichPlanner;
import io.freshet.gateway.operation.EnrichRequest;
import io.freshet.gateway.refresh.http.JobRequests;
import io.freshet.gateway.refresh.http.RefreshAnswers;
import io.freshet.gateway.refresh.http.StartsJob;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs named providers about an entity. The marketplace's paths name the entity in the body. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrichController {

    private static final int LONGEST_ID = 200;

    private final EntityRepository entities;
    private final EnrichPlanner planner;
    private final JobRequests jobs;

    EnrichController(EntityRepository entities, EnrichPlanner planner, JobRequests jobs) {
        this.entities = entities;
        this.planner = planner;
        this.jobs = jobs;
    }

    /**
     * Runs named providers about an entity.
     *
     * @param id the entity
     */
    @Post("/entities/{id}/enrich")
    @Operation(operationId = "enrichEntity", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EnrichBody.class)))
    @StartsJob
    HttpResponse<?> enrich(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        BodyReader reader = BodyReader.of(body);
        EnrichRequest enrich = EnrichRequestReader.read(reader);
        reader.finish();
        return run(request, body, enrich, entities.find(caller.tenantId(), PathIds.read(id, "entity")));
    }

    /**
     * Runs named providers about the entity of the body.
     */
    @Post("/integration-execution/marketplace/enrichment")
    @Operation(operationId = "enrichNamedEntity", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EnrichNamedBody.class)))
    @StartsJob
    HttpResponse<?> enrichNamed(HttpRequest<?> request, @Body @Nullable JsonNode body) throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        BodyReader reader = BodyReader.of(body);
        String entityId = reader.requiredText("entityId", LONGEST_ID);
        if (!entityId.isEmpty() && !MatrixIds.isUuid(entityId)) {
            reader.fault("entityId", "must be a UUID");
        }
        EnrichRequest enrich = EnrichRequestReader.read(reader);
        reader.finish();
        return run(request, body, enrich, entities.find(caller.tenantId(), UUID.fromString(entityId)));
    }

    /**
     * Runs named providers about the entity with the external id of the body.
     */
    @Post("/integration-execution/marketplace/enrichment-by-external-id")
    @Operation(operationId = "enrichEntityByExternalId", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EnrichByExternalIdBody.class)))
    @StartsJob
    HttpResponse<?> enrichByExternalId(HttpRequest<?> request, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        BodyReader reader = BodyReader.of(body);
        String externalId = reader.requiredText("externalId", LONGEST_ID);
        EnrichRequest enrich = EnrichRequestReader.read(reader);
        reader.finish();
        return run(request, body, enrich, entities.findByExternalId(caller.tenantId(), externalId));
    }

    private HttpResponse<?> run(
            HttpRequest<?> request, @Nullable JsonNode body, EnrichRequest enrich, Optional<Entity> entity)
            throws InterruptedException {
        Entity found = entity.orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        return jobs.submit(request, body, RefreshAnswers.planned(planner.plan(enrich, found)));
    }
}
