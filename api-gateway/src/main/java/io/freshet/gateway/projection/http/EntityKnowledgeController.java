package io.freshet.gateway.projection.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.projection.ExecutionFilter;
import io.freshet.gateway.projection.KnowledgeRepository;
import io.freshet.gateway.projection.ProviderExecution;
import io.freshet.gateway.projection.ProviderPrecedence;
import io.freshet.gateway.projection.ProviderProfile;
import io.freshet.gateway.projection.Relationship;
import io.freshet.gateway.projection.RelationshipRepository;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /entities/{id}/enrichment}, {@code executions} and {@code relationships}: what refreshes found out. */
@Controller("/entities/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityKnowledgeController {

    private static final String READ = "entities:read";
    private static final int LONGEST_CODE = 200;

    private final EntityRepository entities;
    private final KnowledgeRepository knowledge;
    private final ProviderPrecedence precedence;
    private final RelationshipRepository relationships;

    EntityKnowledgeController(
            EntityRepository entities,
            KnowledgeRepository knowledge,
            ProviderPrecedence precedence,
            RelationshipRepository relationships) {
        this.entities = entities;
        this.knowledge = knowledge;
        this.precedence = precedence;
        this.relationships = relationships;
    }

    /**
     * Shows what providers know of an entity, with the source of every value.
     *
     * @param id the entity
     */
    @Get("/enrichment")
    @Operation(operationId = "showEnrichment", tags = "entities")
    @ApiResponse(
            responseCode = "200",
            description = "The knowledge; empty when no provider ever knew the entity.",
            content =
                    @Content(
                            schema = @Schema(implementation = EnrichmentShown.class),
                            examples =
                                    @ExampleObject(
                                            name = "two providers",
                                            summary = "A company that its register and GLEIF know",
                                            value = EnrichmentShown.EXAMPLE)))
    @ReadErrors
    HttpResponse<?> enrichment(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        UUID entityId = existing(caller, id);
        List<ProviderProfile> profiles = precedence.order(knowledge.profiles(caller.tenantId(), entityId));
        ObjectNode data = EnrichmentDocument.of(precedence.merge(profiles), profiles);
        return HttpResponse.ok(Map.of("success", true, "data", data.put("entityId", entityId.toString())));
    }

    /**
     * Lists the calls of providers about an entity, as the root of a refresh or as a shareholder, the newest first.
     * With what each cost, whether it was answered from the cache, and why it failed.
     *
     * @param id the entity
     */
    @Get("/executions")
    @Operation(
            operationId = "listExecutions",
            tags = "entities",
            parameters = {
                @Parameter(
                        name = "provider",
                        in = ParameterIn.QUERY,
                        description = "Code of the provider that was asked.",
                        schema = @Schema(type = "string", maxLength = 200)),
                @Parameter(
                        name = "outcome",
                        in = ParameterIn.QUERY,
                        description = "Whether the provider knew the entity.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"success", "failed"})),
                @Parameter(
                        name = "from",
                        in = ParameterIn.QUERY,
                        description = "Calls whose outcome was there at this time or later.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "to",
                        in = ParameterIn.QUERY,
                        description = "Calls whose outcome was there before this time.",
                        schema = @Schema(type = "string", format = "date-time"))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExecutionPage.class),
                            examples =
                                    @ExampleObject(
                                            name = "two calls",
                                            summary = "A call that failed, and one that did not",
                                            value = ExecutionPage.EXAMPLE)))
    @ReadErrors
    HttpResponse<?> executions(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        ExecutionFilter filter = filter(query);
        PageRequest page = query.page();
        query.finish();
        UUID entityId = existing(caller, id);
        return HttpResponse.ok(query.answer(knowledge
                .executions(caller.tenantId(), entityId, filter, page)
                .map(EntityKnowledgeController::describe)));
    }

    /**
     * Lists who owns an entity and what it owns.
     *
     * @param id the entity
     */
    @Get("/relationships")
    @Operation(
            operationId = "listRelationships",
            tags = "entities",
            parameters = {
                @Parameter(
                        name = "direction",
                        in = ParameterIn.QUERY,
                        description = "Which holdings.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"owners", "owned", "both"},
                                        defaultValue = "both"))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = RelationshipPage.class)))
    @ReadErrors
    HttpResponse<?> relationships(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        Relationship.Direction direction =
                query.word("direction", Relationship.Direction.class).orElse(Relationship.Direction.BOTH);
        PageRequest page = query.page();
        query.finish();
        UUID entityId = existing(caller, id);
        return HttpResponse.ok(query.answer(
                relationships.list(caller.tenantId(), entityId, direction, page).map(RelationshipDocument::of)));
    }

    private static ExecutionFilter filter(QueryReader query) {
        String provider = query.text("provider", LONGEST_CODE);
        ExecutionFilter.Outcome outcome =
                query.word("outcome", ExecutionFilter.Outcome.class).orElse(null);
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        if (from != null && to != null && !from.isBefore(to)) {
            query.fault("to", "must be later than from");
        }
        return new ExecutionFilter(provider, outcome, from, to);
    }

    private UUID existing(Caller caller, String id) {
        UUID entityId = PathIds.read(id, "entity");
        return entities.find(caller.tenantId(), entityId)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."))
                .entityId();
    }

    private static Map<String, @Nullable Object> describe(ProviderExecution execution) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("executionId", execution.executionId());
        shown.put("provider", execution.provider());
        shown.put("success", execution.error() == null);
        shown.put("fromCache", execution.fromCache());
        shown.put("costCents", execution.costCents());
        shown.put("repeated", execution.repeated());
        shown.put("executionTime", execution.executionTimeMs());
        shown.put("error", execution.error());
        shown.put("refreshId", execution.jobId());
        shown.put("role", execution.root() ? "root" : "shareholder");
        shown.put("completedAt", execution.completedAt().toString());
        return shown;
    }
}
