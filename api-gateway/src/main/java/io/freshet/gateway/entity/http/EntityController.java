package io.freshet.gateway.entity.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityFilter;
import io.freshet.gateway.entity.EntityRegistration;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.entity.EntityStatus;
import io.freshet.gateway.entity.TaxIdLookup;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.http.IdempotencyKeyHeader;
import io.freshet.gateway.http.IfNoneMatchHeader;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.paging.PageRequest;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /entities}: makes, finds and shows companies and persons. */
@Controller("/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityController {

    private static final int LONGEST_SEARCH = 200;

    private final EntityRepository entities;
    private final EntityLocator locator;
    private final EntityRegistration registration;
    private final EntityRequestReader bodies;
    private final IdempotentRequests requests;
    private final ObjectMapper json;

    EntityController(
            EntityRepository entities,
            EntityLocator locator,
            EntityRegistration registration,
            EntityRequestReader bodies,
            IdempotentRequests requests,
            ObjectMapper json) {
        this.entities = entities;
        this.locator = locator;
        this.registration = registration;
        this.bodies = bodies;
        this.requests = requests;
        this.json = json;
    }

    /** The statuses to list; those of {@link EntityStatus} and the one of the deleted. */
    private enum ListedStatus {
        ACTIVE,
        INACTIVE,
        BLOCKED,
        UNDER_REVIEW,
        SUSPENDED,
        EXPIRED,
        REJECTED,
        DELETED
    }

    /**
     * Makes an entity.
     */
    @Post
    @Operation(operationId = "createEntity", tags = "entities")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EntityBody.class)))
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
            content = @Content(schema = @Schema(implementation = EntityShown.class)))
    @WriteErrors
    HttpResponse<?> create(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, "entities:write");
        EntityRequestReader.NewEntity created = bodies.creation(body, caller.tenantId());
        return requests.answer(
                request,
                caller.tenantId(),
                body,
                () -> answer(EntityAnswers.unlessTaken(() -> registration.register(
                        created.entity(),
                        Actor.apiKey(caller.keyId()),
                        created.patch().reason()))));
    }

    private Answer answer(EntityRegistration.Outcome outcome) {
        return switch (outcome) {
            case EntityRegistration.Registered registered -> {
                Entity entity = registered.entity();
                yield new Answer(
                        HttpStatus.CREATED.getCode(),
                        Map.of("Location", "/entities/" + entity.entityId(), "ETag", entity.etag()),
                        json.valueToTree(Map.of("success", true, "data", entity.describe())));
            }
            case EntityRegistration.Exists exists -> throw EntityAnswers.exists(exists.twinId());
        };
    }

    /**
     * Lists entities, newest first; deleted ones only where the status asks for them.
     */
    @Get
    @Operation(
            operationId = "listEntities",
            tags = "entities",
            parameters = {
                @Parameter(
                        name = "type",
                        in = ParameterIn.QUERY,
                        description = "What they are.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"company", "person"})),
                @Parameter(
                        name = "country",
                        in = ParameterIn.QUERY,
                        description = "ISO 3166-1 alpha-2.",
                        schema = @Schema(type = "string", minLength = 2, maxLength = 2)),
                @Parameter(
                        name = "taxId",
                        in = ParameterIn.QUERY,
                        description = "With or without separators.",
                        schema = @Schema(type = "string", maxLength = 200)),
                @Parameter(
                        name = "externalId",
                        in = ParameterIn.QUERY,
                        description = "The organization's own id.",
                        schema = @Schema(type = "string", maxLength = 200)),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "Where they stand.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "active",
                                            "inactive",
                                            "blocked",
                                            "under_review",
                                            "suspended",
                                            "expired",
                                            "deleted",
                                            "rejected"
                                        })),
                @Parameter(
                        name = "q",
                        in = ParameterIn.QUERY,
                        description = "Part of the name or of the external id.",
                        schema = @Schema(type = "string", maxLength = 200))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = EntityList.class)))
    HttpResponse<?> list(HttpRequest<?> request) {
        Caller caller = Callers.of(request, "entities:read");
        QueryReader query = QueryReader.of(request);
        PartyType type = query.word("type", PartyType.class).orElse(null);
        String country = EntityLocator.country(query);
        String taxId = query.text("taxId", EntityRequestReader.LONGEST_ID);
        String externalId = query.text("externalId", EntityRequestReader.LONGEST_ID);
        ListedStatus status = query.word("status", ListedStatus.class).orElse(null);
        String text = query.text("q", LONGEST_SEARCH);
        PageRequest page = query.page();
        query.finish();
        EntityFilter filter = new EntityFilter(
                type,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                taxId == null ? null : TaxIdLookup.of(taxId, country, type),
                externalId,
                status == null ? null : status.name().toLowerCase(Locale.ROOT),
                text);
        return HttpResponse.ok(
                query.answer(entities.list(caller.tenantId(), filter, page).map(Entity::describe)));
    }

    /**
     * Shows an entity.
     *
     * @param id the entity
     */
    @Get("/{id}")
    @Operation(operationId = "showEntity", tags = "entities")
    @IfNoneMatchHeader
    @AnswersEntity
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        return EntityAnswers.show(request, locator.byId(caller.tenantId(), id));
    }

    /**
     * Shows the entity with an external id.
     *
     * @param externalId the organization's own id
     */
    @Get("/by-external-id/{externalId:.+}")
    @Operation(operationId = "showEntityByExternalId", tags = "entities")
    @IfNoneMatchHeader
    @AnswersEntity
    @ReadErrors
    HttpResponse<?> showByExternalId(HttpRequest<?> request, @PathVariable String externalId) {
        Caller caller = Callers.of(request, "entities:read");
        return EntityAnswers.show(request, locator.byExternalId(caller.tenantId(), externalId));
    }

    /**
     * Shows the entity with a tax id.
     *
     * @param taxId with or without separators
     */
    @Get("/by-tax-id/{taxId:.+}")
    @Operation(
            operationId = "showEntityByTaxId",
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
    @IfNoneMatchHeader
    @AnswersEntity
    @ApiResponse(
            responseCode = "409",
            description = "Several entities have this tax id; `details` name them.",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "#/components/schemas/Error")))
    @ReadErrors
    HttpResponse<?> showByTaxId(HttpRequest<?> request, @PathVariable String taxId) {
        Caller caller = Callers.of(request, "entities:read");
        return EntityAnswers.show(request, locator.byTaxId(request, caller.tenantId(), taxId));
    }
}
