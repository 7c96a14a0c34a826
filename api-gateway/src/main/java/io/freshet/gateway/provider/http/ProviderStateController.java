package io.freshet.gateway.provider.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.EntityTags;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.IfMatchHeader;
import io.freshet.gateway.http.IfNoneMatchHeader;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.provider.ProviderMode;
import io.freshet.gateway.provider.ProviderState;
import io.freshet.gateway.provider.ProviderStateRepository;
import io.freshet.gateway.provider.ProviderStates;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /marketplace/providers/{code}/state}: what operators let the workers do with a provider, whichever the tenant. */
@Controller("/marketplace/providers/{code}/state")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProviderStateController {

    private static final String OPERATE = "providers:operate";
    private static final int LONGEST_REASON = 500;

    private final ProviderCatalogue catalogue;
    private final ProviderStateRepository known;
    private final ProviderStates states;

    ProviderStateController(ProviderCatalogue catalogue, ProviderStateRepository known, ProviderStates states) {
        this.catalogue = catalogue;
        this.known = known;
        this.states = states;
    }

    /**
     * Shows what operators let the workers do with a provider.
     *
     * @param code the provider
     */
    @Get
    @Operation(operationId = "showProviderState", tags = "marketplace")
    @IfNoneMatchHeader
    @ApiResponse(
            responseCode = "200",
            description = "The state.",
            headers = @Header(name = "ETag", description = "Of the state.", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ProviderStateShown.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String code) {
        Callers.of(request, OPERATE);
        Optional<ProviderState> state = known.find(existing(code));
        String etag = state.map(ProviderState::etag).orElse(ProviderState.UNTOUCHED);
        if (EntityTags.isKnown(request, etag)) {
            return HttpResponse.notModified().header("ETag", etag);
        }
        Map<String, @Nullable Object> data =
                state.map(ProviderStateController::describe).orElseGet(() -> untouched(code));
        return HttpResponse.ok(Map.of("success", true, "data", data)).header("ETag", etag);
    }

    /**
     * Lets the workers call a provider, keeps them from it, or fails what needs it at once. It holds for all organizations.
     *
     * @param code the provider
     */
    @Put
    @Operation(operationId = "changeProviderState", tags = "marketplace")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ProviderStateBody.class)))
    @IfMatchHeader
    @ApiResponse(
            responseCode = "200",
            description = "The state after it.",
            headers = @Header(name = "ETag", description = "Of the state.", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ProviderStateShown.class)))
    @WriteErrors
    HttpResponse<?> change(HttpRequest<?> request, @PathVariable String code, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, OPERATE);
        ProviderStates.Change change = read(existing(code), caller, body);
        return switch (states.change(change, etag -> EntityTags.isExpected(request, etag))) {
            case ProviderStates.Done done ->
                HttpResponse.ok(Map.of("success", true, "data", describe(done.state())))
                        .header("ETag", done.state().etag());
            case ProviderStates.Stale stale ->
                throw new ApiException(
                        ErrorCode.PRECONDITION_FAILED,
                        "The state is not the one that If-Match names any more.",
                        List.of(),
                        Map.of("ETag", stale.etag()));
        };
    }

    /**
     * Lists who changed the state of a provider, when and why, the newest first.
     *
     * @param code the provider
     */
    @Get("/history")
    @Operation(operationId = "listProviderStates", tags = "marketplace")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = ProviderStateHistory.class)))
    @ReadErrors
    HttpResponse<?> history(HttpRequest<?> request, @PathVariable String code) {
        Callers.of(request, OPERATE);
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        return HttpResponse.ok(
                query.answer(known.history(existing(code), page).map(ProviderStateController::describe)));
    }

    static ProviderStates.Change read(String code, Caller caller, @Nullable JsonNode body) {
        BodyReader reader = BodyReader.of(body);
        Optional<ProviderMode> mode = reader.word("state", ProviderMode.class);
        if (mode.isEmpty() && !reader.hasFault("state")) {
            reader.fault("state", "is required");
        }
        String reason = reader.text("reason", LONGEST_REASON);
        reader.finish();
        return new ProviderStates.Change(code, mode.orElseThrow(), reason, caller.keyId());
    }

    private String existing(String code) {
        if (catalogue.find(code).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No such provider.");
        }
        return code;
    }

    private static Map<String, @Nullable Object> untouched(String code) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("code", code);
        shown.put("state", ProviderMode.ENABLED.word());
        shown.put("reason", null);
        shown.put("by", null);
        shown.put("at", null);
        shown.put("version", 0);
        return shown;
    }

    private static Map<String, @Nullable Object> describe(ProviderState state) {
        Map<String, @Nullable Object> shown = untouched(state.code());
        shown.put("state", state.mode().word());
        shown.put("reason", state.reason());
        shown.put("by", Map.of("type", "api_key", "id", state.keyId()));
        shown.put("at", state.at().toString());
        shown.put("version", state.version());
        return shown;
    }
}
