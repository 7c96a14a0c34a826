package io.freshet.gateway.marketplace.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.marketplace.TenantParameterRepository;
import io.freshet.gateway.marketplace.TenantProvider;
import io.freshet.gateway.marketplace.TenantProviderRepository;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.provider.Circuits;
import io.freshet.gateway.provider.ProviderMode;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /marketplace/providers}: the catalogue as the tenant may use it. */
@Controller("/marketplace/providers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProviderController {

    private static final int LONGEST_NAME = 200;
    private static final String CREDENTIAL = "credential";

    private final ProviderCatalogue catalogue;
    private final TenantProviderRepository settings;
    private final ProviderStates states;
    private final Circuits circuits;
    private final TenantParameterRepository parameters;

    ProviderController(
            ProviderCatalogue catalogue,
            TenantProviderRepository settings,
            ProviderStates states,
            Circuits circuits,
            TenantParameterRepository parameters) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.states = states;
        this.circuits = circuits;
        this.parameters = parameters;
    }

    /**
     * Lists the providers of the catalogue, as the tenant may use them.
     */
    @Get
    @Operation(operationId = "listProviders", tags = "marketplace")
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = ProviderList.class)))
    HttpResponse<?> list(HttpRequest<?> request) {
        Caller caller = Callers.of(request, "marketplace:read");
        QueryReader query = QueryReader.of(request);
        PageRequest page = query.page();
        query.finish();
        Settings of = settings(caller.tenantId());
        return HttpResponse.ok(query.answer(
                CatalogueList.page(catalogue.all(), page, Provider::code).map(provider -> describe(provider, of))));
    }

    /**
     * Shows a provider.
     *
     * @param code the provider
     */
    @Get("/{code}")
    @Operation(operationId = "showProvider", tags = "marketplace")
    @ApiResponse(
            responseCode = "200",
            description = "The provider.",
            content = @Content(schema = @Schema(implementation = ProviderShown.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String code) {
        Caller caller = Callers.of(request, "marketplace:read");
        return shown(caller.tenantId(), provider(code));
    }

    /**
     * Enables or disables a provider for the tenant.
     *
     * @param code the provider
     */
    @Put("/{code}")
    @Operation(operationId = "changeProvider", tags = "marketplace")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ProviderBody.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The provider after it.",
            content = @Content(schema = @Schema(implementation = ProviderShown.class)))
    @WriteErrors
    HttpResponse<?> change(HttpRequest<?> request, @PathVariable String code, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, "marketplace:manage");
        Provider provider = provider(code);
        BodyReader reader = BodyReader.of(body);
        Boolean enabled = reader.flag("enabled");
        checkCredential(reader, provider.calls().credential());
        Optional<Map<String, String>> given =
                ParameterReader.read(reader, provider.calls().parameters());
        reader.finish();
        if (enabled != null) {
            settings.write(caller.tenantId(), provider.code(), enabled);
        }
        given.ifPresent(all -> parameters.write(caller.tenantId(), provider.code(), all));
        return shown(caller.tenantId(), provider);
    }

    private static void checkCredential(BodyReader reader, @Nullable String declared) {
        String named = reader.text(CREDENTIAL, LONGEST_NAME);
        if (named != null && !named.equals(declared)) {
            reader.fault(
                    CREDENTIAL, declared == null ? "must be absent: this provider needs none" : "must be " + declared);
        }
    }

    private Provider provider(String code) {
        return catalogue
                .find(code)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such provider.", List.of(), Map.of()));
    }

    /** What holds for all providers of a tenant. */
    private record Settings(
            Set<String> disabled, Map<String, Map<String, String>> parameters, Map<String, ProviderMode> modes) {}

    private Settings settings(UUID tenantId) {
        return new Settings(settings.disabled(tenantId), parameters.find(tenantId), states.modes());
    }

    private HttpResponse<?> shown(UUID tenantId, Provider provider) {
        return HttpResponse.ok(Map.of("success", true, "data", describe(provider, settings(tenantId))));
    }

    private Map<String, @Nullable Object> describe(Provider provider, Settings of) {
        String code = provider.code();
        ProviderMode mode = of.modes().getOrDefault(code, ProviderMode.ENABLED);
        return new TenantProvider(
                        provider,
                        !of.disabled().contains(code),
                        of.parameters().getOrDefault(code, Map.of()),
                        mode,
                        circuits.of(code))
                .describe();
    }
}
