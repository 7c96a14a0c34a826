package io.freshet.gateway.operation.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.operation.MaterializePlanner;
import io.freshet.gateway.operation.MaterializeRequest;
import io.freshet.gateway.refresh.http.IntegrationsReader;
import io.freshet.gateway.refresh.http.JobRequests;
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
import org.jspecify.annotations.Nullable;

/** Makes entities of the owners of an entity. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MaterializeController {

    private static final int DEEPEST = 5;

    private final EntityRepository entities;
    private final MaterializePlanner planner;
    private final JobRequests jobs;

    MaterializeController(EntityRepository entities, MaterializePlanner planner, JobRequests jobs) {
        this.entities = entities;
        this.planner = planner;
        this.jobs = jobs;
    }

    /**
     * Makes entities of the owners of an entity.
     *
     * @param id the entity, a company or person
     */
    @Post("/entities/{id}/relationships/materialize")
    @Operation(operationId = "materializeRelationships", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MaterializeBody.class)))
    @StartsJob
    HttpResponse<?> materialize(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        BodyReader reader = BodyReader.of(body);
        MaterializeRequest materialize = new MaterializeRequest(
                reader.flag("runEnrichmentFirst", false),
                reader.integer("depth", 1, 0, DEEPEST),
                IntegrationsReader.shareholders(reader),
                reader.flag("executeOnlyRootData", false),
                reader.flag("refreshEnrichShareholders", false),
                MatrixIds.read(reader));
        reader.finish();
        Entity entity = entities.find(caller.tenantId(), PathIds.read(id, "entity"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        return jobs.submit(request, body, OperationAnswers.planned(planner.plan(materialize, entity)));
    }
}
