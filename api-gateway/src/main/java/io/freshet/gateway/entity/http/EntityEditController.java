package io.freshet.gateway.entity.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityEditing;
import io.freshet.gateway.entity.EntityPatch;
import io.freshet.gateway.entity.EntityUpsert;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.EntityTags;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.IdempotencyKeyHeader;
import io.freshet.gateway.http.IfMatchHeader;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /entities}: changes, upserts and deletes companies and persons. */
@Controller("/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityEditController {

    private static final String WRITE = "entities:write";

    private final EntityLocator locator;
    private final EntityEditing editing;
    private final EntityUpsert upsert;
    private final EntityRequestReader bodies;
    private final IdempotentRequests requests;
    private final ObjectMapper json;

    EntityEditController(
            EntityLocator locator,
            EntityEditing editing,
            EntityUpsert upsert,
            EntityRequestReader bodies,
            IdempotentRequests requests,
            ObjectMapper json) {
        this.locator = locator;
        this.editing = editing;
        this.upsert = upsert;
        this.bodies = bodies;
        this.requests = requests;
        this.json = json;
    }

    /**
     * Changes an entity.
     *
     * @param id the entity
     */
    @Patch("/{id}")
    @Operation(operationId = "changeEntity", tags = "entities")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EntityPatchBody.class)))
    @IfMatchHeader
    @AnswersEntity
    @WriteErrors
    HttpResponse<?> change(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        return change(request, caller, body, PathIds.read(id, "entity"));
    }

    /**
     * Changes the entity with an external id.
     *
     * @param externalId the organization's own id
     */
    @Patch("/by-external-id/{externalId:.+}")
    @Operation(operationId = "changeEntityByExternalId", tags = "entities")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EntityPatchBody.class)))
    @IfMatchHeader
    @AnswersEntity
    @WriteErrors
    HttpResponse<?> changeByExternalId(
            HttpRequest<?> request, @PathVariable String externalId, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        return change(
                request,
                caller,
                body,
                locator.byExternalId(caller.tenantId(), externalId).entityId());
    }

    /**
     * Changes the entity with a tax id.
     *
     * @param taxId with or without separators
     */
    @Patch("/by-tax-id/{taxId:.+}")
    @Operation(
            operationId = "changeEntityByTaxId",
            tags = "entities",
            parameters = {
                @Parameter(
                        name = "country",
                        in = ParameterIn.QUERY,
                        description = "Of the tax id, ISO 3166-1 alpha-2.",
                        schema = @Schema(type = "string", minLength = 2, maxLength = 2)),
                @Parameter(
                        name = "type",
                        in = ParameterIn.QUERY,
                        description = "What it is.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"company", "person"}))
            })
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EntityPatchBody.class)))
    @IfMatchHeader
    @AnswersEntity
    @WriteErrors
    HttpResponse<?> changeByTaxId(HttpRequest<?> request, @PathVariable String taxId, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        return change(
                request,
                caller,
                body,
                locator.byTaxId(request, caller.tenantId(), taxId).entityId());
    }

    private HttpResponse<?> change(HttpRequest<?> request, Caller caller, @Nullable JsonNode body, UUID entityId) {
        EntityPatch patch = bodies.change(body, caller.tenantId());
        return EntityAnswers.of(EntityAnswers.unlessTaken(() -> editing.edit(
                caller.tenantId(),
                entityId,
                patch,
                entity -> EntityTags.isExpected(request, entity.etag()),
                Actor.apiKey(caller.keyId()))));
    }

    /**
     * Makes an entity or changes the one with its tax id or external id.
     */
    @Put("/upsert")
    @Operation(operationId = "upsertEntity", tags = "entities")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EntityBody.class)))
    @IdempotencyKeyHeader
    @ApiResponse(
            responseCode = "200",
            description = "It was there and was changed.",
            headers = {
                @Header(name = "Location", description = "Its address.", schema = @Schema(type = "string")),
                @Header(
                        name = "ETag",
                        description = "The version, for If-Match and If-None-Match.",
                        schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(implementation = EntityUpserted.class)))
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
            content = @Content(schema = @Schema(implementation = EntityUpserted.class)))
    @WriteErrors
    HttpResponse<?> upsert(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        EntityRequestReader.NewEntity wanted = bodies.creation(body, caller.tenantId());
        if (wanted.entity().taxId() == null && wanted.entity().externalId() == null) {
            throw ApiException.invalid(
                    List.of(new ApiException.Detail("/taxId", "one of taxId and externalId is required")));
        }
        return requests.answer(
                request,
                caller.tenantId(),
                body,
                () -> answer(EntityAnswers.unlessTaken(
                        () -> upsert.upsert(wanted.entity(), wanted.patch(), Actor.apiKey(caller.keyId())))));
    }

    private Answer answer(EntityUpsert.Outcome outcome) {
        return switch (outcome) {
            case EntityUpsert.Created created -> answer(HttpStatus.CREATED, "created", created.entity());
            case EntityUpsert.Updated updated -> answer(HttpStatus.OK, "updated", updated.entity());
            case EntityUpsert.Refused refused -> throw EntityAnswers.refused(refused.fault());
            case EntityUpsert.Conflict conflict ->
                throw new ApiException(
                        ErrorCode.CONFLICT,
                        conflict.message(),
                        conflict.entityIds().stream()
                                .map(id -> new ApiException.Detail("", id.toString()))
                                .toList(),
                        Map.of());
        };
    }

    private Answer answer(HttpStatus status, String operation, Entity entity) {
        return new Answer(
                status.getCode(),
                Map.of("Location", "/entities/" + entity.entityId(), "ETag", entity.etag()),
                json.valueToTree(Map.of("success", true, "operation", operation, "data", entity.describe())));
    }

    /**
     * Deletes an entity; its history stays.
     *
     * @param id the entity
     */
    @Delete("/{id}")
    @Operation(
            operationId = "deleteEntity",
            tags = "entities",
            parameters = {
                @Parameter(
                        name = "reason",
                        in = ParameterIn.QUERY,
                        description = "Why; kept in its history.",
                        schema = @Schema(type = "string", maxLength = 4000))
            })
    @IfMatchHeader
    @AnswersEntity
    @WriteErrors
    HttpResponse<?> delete(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, WRITE);
        QueryReader query = QueryReader.of(request);
        String reason = query.text("reason", EntityRequestReader.LONGEST_REASON);
        query.finish();
        return EntityAnswers.of(editing.delete(
                caller.tenantId(),
                PathIds.read(id, "entity"),
                reason,
                entity -> EntityTags.isExpected(request, entity.etag()),
                Actor.apiKey(caller.keyId())));
    }
}
