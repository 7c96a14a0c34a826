package io.freshet.gateway.snapshot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.snapshot.Snapshot;
import io.freshet.gateway.snapshot.SnapshotRepository;
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

/** Shows the snapshots that refreshes with {@code publishSnapshot} wrote, also of an entity that is deleted. */
@Controller("/entities/{id}/snapshots")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SnapshotController {

    private final EntityRepository entities;
    private final SnapshotRepository snapshots;
    private final ObjectMapper json;

    SnapshotController(EntityRepository entities, SnapshotRepository snapshots, ObjectMapper json) {
        this.entities = entities;
        this.snapshots = snapshots;
        this.json = json;
    }

    /**
     * Lists the snapshots of an entity, the highest version first.
     *
     * @param id the entity
     */
    @Get
    @Operation(operationId = "listSnapshots", tags = "entities")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page of snapshots, without their attributes.",
            content = @Content(schema = @Schema(implementation = SnapshotPage.class)))
    @ReadErrors
    HttpResponse<?> list(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        UUID entityId = entity(caller, id);
        return HttpResponse.ok(
                query.answer(snapshots.list(caller.tenantId(), entityId, page).map(SnapshotController::describe)));
    }

    /**
     * Shows a snapshot with its attributes.
     *
     * @param id the entity
     * @param version its number
     */
    @Get("/{version}")
    @Operation(operationId = "showSnapshot", tags = "entities")
    @ApiResponse(
            responseCode = "200",
            description = "The snapshot.",
            content = @Content(schema = @Schema(implementation = SnapshotShown.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id, @PathVariable String version) {
        Caller caller = Callers.of(request, "entities:read");
        Snapshot snapshot = snapshots
                .find(caller.tenantId(), entity(caller, id), number(version))
                .orElseThrow(SnapshotController::absent);
        Map<String, Object> shown = describe(snapshot);
        shown.put("attributes", attributes(snapshot));
        return HttpResponse.ok(Map.of("success", true, "data", shown));
    }

    private UUID entity(Caller caller, String id) {
        UUID entityId = PathIds.read(id, "entity");
        if (!entities.exists(caller.tenantId(), entityId)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No such entity.");
        }
        return entityId;
    }

    private static int number(String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw absent();
        }
        return Integer.parseInt(version);
    }

    private static ApiException absent() {
        return new ApiException(ErrorCode.NOT_FOUND, "No such snapshot.");
    }

    private static Map<String, Object> describe(Snapshot snapshot) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", snapshot.snapshotId());
        shown.put("entityId", snapshot.entityId());
        shown.put("version", snapshot.version());
        shown.put("hash", snapshot.hash());
        shown.put("previousHash", snapshot.previousHash());
        shown.put("refreshId", snapshot.jobId());
        shown.put("createdAt", snapshot.createdAt().toString());
        return shown;
    }

    private JsonNode attributes(Snapshot snapshot) {
        try {
            return json.readTree(snapshot.attributes().text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot is no JSON", e);
        }
    }
}
