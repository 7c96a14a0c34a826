package io.freshet.gateway.projection.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.projection.KnowledgeRepository;
import io.freshet.gateway.projection.ProviderExecution;
import io.freshet.gateway.projection.ProviderPrecedence;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /entities/{id}/enrichment}, {@code executions} and {@code relationships}: what refreshes found out. */
@Controller("/entities/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityKnowledgeController {

    private static final String READ = "entities:read";

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

    @Get("/enrichment")
    HttpResponse<?> enrichment(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        UUID entityId = existing(caller, id);
        ObjectNode data = EnrichmentDocument.of(precedence.order(knowledge.profiles(caller.tenantId(), entityId)));
        return HttpResponse.ok(Map.of("success", true, "data", data.put("entityId", entityId.toString())));
    }

    @Get("/executions")
    HttpResponse<?> executions(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        UUID entityId = existing(caller, id);
        return HttpResponse.ok(query.answer(
                knowledge.executions(caller.tenantId(), entityId, page).map(EntityKnowledgeController::describe)));
    }

    @Get("/relationships")
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
        shown.put("executionTime", execution.executionTimeMs());
        shown.put("error", execution.error());
        shown.put("refreshId", execution.jobId());
        shown.put("role", execution.root() ? "root" : "shareholder");
        shown.put("completedAt", execution.completedAt().toString());
        return shown;
    }
}
