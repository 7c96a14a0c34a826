package io.freshet.gateway.marketplace.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.IdempotencyKeyHeader;
import io.freshet.gateway.http.IfMatchHeader;
import io.freshet.gateway.http.IfNoneMatchHeader;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.marketplace.EnrichmentGroup;
import io.freshet.gateway.marketplace.EnrichmentGroupRepository;
import io.freshet.gateway.marketplace.GroupChanges;
import io.freshet.gateway.marketplace.GroupRequest;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /marketplace/enrichment-groups}: a tenant's ordered lists of providers, addressed by slug or UUID. */
@Controller("/marketplace/enrichment-groups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrichmentGroupController {

    private static final String READ = "marketplace:read";
    private static final String MANAGE = "marketplace:manage";
    private static final String PATH = "/marketplace/enrichment-groups";

    private final EnrichmentGroupRepository groups;
    private final GroupChanges changes;
    private final GroupRequestReader reader;
    private final IdempotentRequests requests;
    private final ObjectMapper json;

    EnrichmentGroupController(
            EnrichmentGroupRepository groups,
            GroupChanges changes,
            GroupRequestReader reader,
            IdempotentRequests requests,
            ObjectMapper json) {
        this.groups = groups;
        this.changes = changes;
        this.reader = reader;
        this.requests = requests;
        this.json = json;
    }

    /**
     * Makes an enrichment group.
     */
    @Post
    @Operation(operationId = "createGroup", tags = "marketplace")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = GroupBody.class)))
    @IdempotencyKeyHeader
    @ApiResponse(
            responseCode = "201",
            description = "It was made.",
            headers = {
                @Header(name = "Location", description = "Its address.", schema = @Schema(type = "string")),
                @Header(
                        name = "ETag",
                        description = "The version, for If-Match and If-None-Match.",
                        schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(implementation = GroupShown.class)))
    @WriteErrors
    HttpResponse<?> create(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, MANAGE);
        GroupRequest wanted = reader.read(body);
        return requests.answer(request, caller.tenantId(), body, () -> {
            EnrichmentGroup group = done(changes.create(caller.tenantId(), wanted));
            return new Answer(
                    HttpStatus.CREATED.getCode(),
                    Map.of("Location", PATH + "/" + group.groupId(), "ETag", group.etag()),
                    json.valueToTree(Map.of("success", true, "data", group.describe())));
        });
    }

    /**
     * Lists enrichment groups, newest first.
     */
    @Get
    @Operation(operationId = "listGroups", tags = "marketplace")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = GroupList.class)))
    HttpResponse<?> list(HttpRequest<?> request) {
        Caller caller = Callers.of(request, READ);
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        return HttpResponse.ok(query.answer(groups.list(caller.tenantId(), page).map(EnrichmentGroup::describe)));
    }

    /**
     * Shows an enrichment group.
     *
     * @param ref slug or id of the group
     */
    @Get("/{ref}")
    @Operation(operationId = "showGroup", tags = "marketplace")
    @IfNoneMatchHeader
    @AnswersGroup
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String ref) {
        Caller caller = Callers.of(request, READ);
        EnrichmentGroup group =
                groups.find(caller.tenantId(), known(ref)).orElseThrow(EnrichmentGroupController::missing);
        if (group.etag().equals(request.getHeaders().get("If-None-Match"))) {
            return HttpResponse.notModified().header("ETag", group.etag());
        }
        return shown(group);
    }

    /**
     * Replaces an enrichment group.
     *
     * @param ref slug or id of the group
     */
    @Put("/{ref}")
    @Operation(operationId = "replaceGroup", tags = "marketplace")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = GroupBody.class)))
    @IfMatchHeader
    @AnswersGroup
    @WriteErrors
    HttpResponse<?> replace(HttpRequest<?> request, @PathVariable String ref, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, MANAGE);
        GroupRequest wanted = reader.read(body);
        return shown(done(changes.replace(caller.tenantId(), known(ref), ifMatch(request), wanted)));
    }

    /**
     * Deletes an enrichment group.
     *
     * @param ref slug or id of the group
     */
    @Delete("/{ref}")
    @Operation(operationId = "deleteGroup", tags = "marketplace")
    @IfMatchHeader
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @WriteErrors
    HttpResponse<?> delete(HttpRequest<?> request, @PathVariable String ref) {
        Caller caller = Callers.of(request, MANAGE);
        done(changes.delete(caller.tenantId(), known(ref), ifMatch(request)));
        return HttpResponse.noContent();
    }

    /** The database takes no NUL, and nothing is called so. */
    private static String known(String ref) {
        if (ref.indexOf('\0') >= 0) {
            throw missing();
        }
        return ref;
    }

    private static @Nullable String ifMatch(HttpRequest<?> request) {
        return request.getHeaders().get("If-Match");
    }

    private static HttpResponse<?> shown(EnrichmentGroup group) {
        return HttpResponse.ok(Map.of("success", true, "data", group.describe()))
                .header("ETag", group.etag());
    }

    private static EnrichmentGroup done(GroupChanges.Outcome outcome) {
        return switch (outcome) {
            case GroupChanges.Done done -> done.group();
            case GroupChanges.Missing missing -> throw missing();
            case GroupChanges.SlugTaken taken ->
                throw new ApiException(
                        ErrorCode.CONFLICT,
                        "Another group has the slug " + taken.slug() + ".",
                        List.of(new ApiException.Detail("/slug", "is taken: " + taken.slug())),
                        Map.of("Location", PATH + "/" + taken.slug()));
            case GroupChanges.NoSlug none ->
                throw ApiException.invalid(
                        List.of(new ApiException.Detail("/slug", "is required, since none can be made of the name")));
            case GroupChanges.Changed changed ->
                throw new ApiException(
                        ErrorCode.PRECONDITION_FAILED, "The group is not the one that If-Match names any more.");
        };
    }

    private static ApiException missing() {
        return new ApiException(ErrorCode.NOT_FOUND, "No such enrichment group.");
    }
}
