package io.freshet.gateway.entity.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRegistration;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /entities}: makes and shows companies and persons. */
@Controller("/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityController {

    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_ID = 200;

    private final EntityRepository entities;
    private final EntityRegistration registration;
    private final IdempotentRequests requests;
    private final ObjectMapper json;
    private final Clock clock;

    EntityController(
            EntityRepository entities,
            EntityRegistration registration,
            IdempotentRequests requests,
            ObjectMapper json,
            Clock clock) {
        this.entities = entities;
        this.registration = registration;
        this.requests = requests;
        this.json = json;
        this.clock = clock;
    }

    private enum Status {
        ACTIVE,
        INACTIVE,
        UNDER_REVIEW
    }

    @Post
    HttpResponse<?> create(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, "entities:write");
        Entity entity = read(body, caller.tenantId());
        return requests.answer(request, caller.tenantId(), body, () -> answer(registration.register(entity)));
    }

    private Answer answer(EntityRegistration.Outcome outcome) {
        return switch (outcome) {
            case EntityRegistration.Registered(Entity entity) ->
                new Answer(
                        HttpStatus.CREATED.getCode(),
                        Map.of("Location", "/entities/" + entity.entityId(), "ETag", entity.etag()),
                        json.valueToTree(Map.of("success", true, "data", entity.describe())));
            case EntityRegistration.Exists(UUID twin) ->
                throw new ApiException(
                        ErrorCode.ENTITY_EXISTS,
                        "An entity with this tax id or external id exists: " + twin + ".",
                        List.of(new ApiException.Detail("", twin.toString())),
                        Map.of("Location", "/entities/" + twin));
        };
    }

    @Get("/{id}")
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        Entity entity = entities.find(caller.tenantId(), PathIds.read(id, "entity"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        if (entity.etag().equals(request.getHeaders().get("If-None-Match"))) {
            return HttpResponse.notModified().header("ETag", entity.etag());
        }
        return HttpResponse.ok(Map.of("success", true, "data", entity.describe()))
                .header("ETag", entity.etag());
    }

    private Entity read(@Nullable JsonNode body, UUID tenantId) {
        BodyReader reader = BodyReader.of(body);
        PartyType type = reader.word("type", PartyType.class).orElse(null);
        if (type == null && !reader.has("type")) {
            reader.fault("type", "is required");
        }
        String country = reader.text("country", 2);
        if (country != null && !country.matches("[A-Za-z]{2}")) {
            reader.fault("country", "must be an ISO 3166-1 alpha-2 code");
        }
        String taxId = reader.text("taxId", LONGEST_ID);
        if (taxId != null && country == null) {
            reader.fault("country", "is required with taxId");
        }
        String name = reader.text("name", LONGEST_NAME);
        String externalId = reader.text("externalId", LONGEST_ID);
        if (taxId == null && name == null && externalId == null) {
            reader.fault("taxId", "one of taxId, externalId and name is required");
        }
        boolean client = reader.flag("isClient", false);
        Status status = reader.word("status", Status.class).orElse(Status.UNDER_REVIEW);
        ObjectNode attributes = reader.object("attributes");
        ObjectNode entityData = reader.object("entityData");
        reader.finish();
        if (type == null) {
            throw new IllegalStateException("finish lets no missing type pass");
        }
        Instant now = clock.instant();
        return new Entity(
                UUID.randomUUID(),
                tenantId,
                type,
                name,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                taxId == null || country == null ? null : checked(country, type, taxId),
                externalId,
                status.name().toLowerCase(Locale.ROOT),
                client,
                attributes == null ? json.createObjectNode() : attributes,
                entityData == null ? json.createObjectNode() : entityData,
                1,
                now,
                now);
    }

    private static String checked(String country, PartyType type, String taxId) {
        return switch (TaxId.normalize(country, type, taxId)) {
            case TaxId.Valid valid -> valid.stored();
            case TaxId.Invalid invalid ->
                throw new ApiException(
                        ErrorCode.INVALID_TAX_ID,
                        "The tax id is not valid: " + invalid.reason() + ".",
                        List.of(new ApiException.Detail("/taxId", invalid.reason())),
                        Map.of());
        };
    }
}
