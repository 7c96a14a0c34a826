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
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
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

    @Patch("/{id}")
    HttpResponse<?> change(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        return change(request, caller, body, PathIds.read(id, "entity"));
    }

    @Patch("/by-external-id/{externalId:.+}")
    HttpResponse<?> changeByExternalId(
            HttpRequest<?> request, @PathVariable String externalId, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, WRITE);
        return change(
                request,
                caller,
                body,
                locator.byExternalId(caller.tenantId(), externalId).entityId());
    }

    @Patch("/by-tax-id/{taxId:.+}")
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

    @Put("/upsert")
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

    @Delete("/{id}")
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
