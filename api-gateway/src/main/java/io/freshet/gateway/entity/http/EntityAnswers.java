package io.freshet.gateway.entity.http;

import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityEditing;
import io.freshet.gateway.entity.EntityTakenException;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.EntityTags;
import io.freshet.gateway.http.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Entities, and what became of changes, as answers. */
public final class EntityAnswers {

    private EntityAnswers() {}

    static HttpResponse<?> show(HttpRequest<?> request, Entity entity) {
        if (EntityTags.isKnown(request, entity.etag())) {
            return HttpResponse.notModified().header("ETag", entity.etag());
        }
        return shown(entity);
    }

    static HttpResponse<?> of(EntityEditing.Outcome outcome) {
        return switch (outcome) {
            case EntityEditing.Done done -> shown(done.entity());
            case EntityEditing.Gone gone -> throw EntityLocator.notFound();
            case EntityEditing.Stale stale ->
                throw new ApiException(
                        ErrorCode.PRECONDITION_FAILED,
                        "The entity is not in the state that If-Match names.",
                        List.of(),
                        Map.of("ETag", stale.current().etag()));
            case EntityEditing.Taken taken -> throw exists(taken.twinId());
            case EntityEditing.Refused refused -> throw refused(refused.fault());
            case EntityEditing.Busy busy ->
                throw new ApiException(
                        ErrorCode.REFRESH_IN_PROGRESS,
                        "A job of this entity runs; wait for its end or cancel it.",
                        List.of(),
                        Map.of("Location", "/refreshes/" + busy.jobId()));
        };
    }

    /** The result of work, unless another request took the tax id or external id at the same time. */
    public static <T> T unlessTaken(Supplier<T> work) {
        try {
            return work.get();
        } catch (EntityTakenException e) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "Another request took this tax id or external id at the same time; try again.");
        }
    }

    public static ApiException exists(UUID twinId) {
        return new ApiException(
                ErrorCode.ENTITY_EXISTS,
                "An entity with this tax id or external id exists: " + twinId + ".",
                List.of(new ApiException.Detail("", twinId.toString())),
                Map.of("Location", "/entities/" + twinId));
    }

    static ApiException refused(EntityEditing.Fault fault) {
        return fault.taxId()
                ? EntityRequestReader.invalidTaxId(fault.message())
                : ApiException.invalid(List.of(new ApiException.Detail(fault.pointer(), fault.message())));
    }

    private static HttpResponse<?> shown(Entity entity) {
        return HttpResponse.ok(Map.of("success", true, "data", entity.describe()))
                .header("ETag", entity.etag());
    }
}
