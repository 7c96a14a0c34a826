package io.freshet.gateway.entity.http;

import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.paging.PageRequest;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** {@code /entities/{id}/history}: what happened to an entity, also to one that is deleted. */
@Controller("/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityHistoryController {

    private final EntityLocator locator;
    private final HistoryRepository history;

    EntityHistoryController(EntityLocator locator, HistoryRepository history) {
        this.locator = locator;
        this.history = history;
    }

    /**
     * Lists what happened to an entity, also to a deleted one.
     *
     * @param id the entity
     */
    @Get("/{id}/history")
    @Operation(operationId = "listHistory", tags = "entities")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = HistoryList.class)))
    HttpResponse<?> list(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        UUID entityId = locator.everById(caller.tenantId(), id);
        return HttpResponse.ok(
                query.answer(history.list(caller.tenantId(), entityId, page).map(EntityHistoryController::describe)));
    }

    private static Map<String, Object> describe(HistoryEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("version", entry.version());
        shown.put("at", entry.at().toString());
        shown.put(
                "actor",
                Map.of("type", entry.actor().kind().word(), "id", entry.actor().id()));
        shown.put("kind", entry.kind().word());
        shown.put("reason", entry.reason());
        shown.put(
                "changes",
                entry.changes().stream().map(EntityHistoryController::describe).toList());
        return shown;
    }

    private static Map<String, Object> describe(Change change) {
        return Map.of("path", change.path(), "before", change.before(), "after", change.after());
    }
}
