package io.freshet.gateway.operation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRegistration;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.http.EntityAnswers;
import io.freshet.gateway.entity.http.EntityRequestReader;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.operation.AutomaticPlanner;
import io.freshet.gateway.operation.AutomaticRequest;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.http.JobRequests;
import io.freshet.gateway.refresh.http.StartsJob;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** {@code POST /entities/automatic}: makes an entity of a tax id and finds out the rest. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AutomaticController {

    private final EntityRepository entities;
    private final EntityRegistration registration;
    private final AutomaticPlanner planner;
    private final JobRequests jobs;
    private final ObjectMapper json;
    private final EntityRequestReader bodies;

    AutomaticController(
            EntityRepository entities,
            EntityRegistration registration,
            AutomaticPlanner planner,
            JobRequests jobs,
            ObjectMapper json,
            EntityRequestReader bodies) {
        this.entities = entities;
        this.registration = registration;
        this.planner = planner;
        this.jobs = jobs;
        this.json = json;
        this.bodies = bodies;
    }

    /**
     * Makes an entity of a tax id and finds out the rest.
     */
    @Post("/entities/automatic")
    @Operation(operationId = "createAutomatically", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AutomaticBody.class)))
    @StartsJob
    HttpResponse<?> create(HttpRequest<?> request, @Body @Nullable JsonNode body) throws InterruptedException {
        Caller caller = Callers.of(request, "entities:write");
        Callers.of(request, "enrichments:execute");
        BodyReader reader = BodyReader.of(body);
        AutomaticRequest automatic = AutomaticRequestReader.read(reader);
        EntityRequestReader.NewEntity created = bodies.creation(reader, caller.tenantId());
        return jobs.submit(
                request,
                caller.tenantId(),
                body,
                () -> EntityAnswers.unlessTaken(() -> create(caller, automatic, created)));
    }

    /** Within the transaction that keeps the answer: the entity is there exactly when its job is. */
    private Answer create(Caller caller, AutomaticRequest automatic, EntityRequestReader.NewEntity created) {
        Entity entity = created.entity();
        // Looked for first: whom nobody can be asked about may exist all the same.
        entities.findTwin(entity).ifPresent(twin -> {
            throw EntityAnswers.exists(twin);
        });
        RefreshPlan plan = OperationAnswers.planned(planner.plan(automatic, entity));
        return switch (registration.register(
                entity, Actor.apiKey(caller.keyId()), created.patch().reason())) {
            case EntityRegistration.Registered registered -> withEntity(jobs.accept(plan), registered.entity());
            case EntityRegistration.Exists exists -> throw EntityAnswers.exists(exists.twinId());
        };
    }

    private Answer withEntity(Answer accepted, Entity entity) {
        if (accepted.body().path("data") instanceof ObjectNode data) {
            data.set("entity", json.valueToTree(entity.describe()));
        }
        return accepted;
    }
}
