package io.freshet.gateway.marketplace.http;

import io.freshet.core.PartyType;
import io.freshet.gateway.http.PageParameters;
import io.freshet.gateway.http.QueryReader;
import io.freshet.gateway.marketplace.CatalogueStrategies;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /marketplace/country-strategies}: who serves which country; filters {@code country} and {@code type}. */
@Controller("/marketplace/country-strategies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CountryStrategyController {

    private final CatalogueStrategies strategies;

    CountryStrategyController(CatalogueStrategies strategies) {
        this.strategies = strategies;
    }

    /**
     * Lists who serves which country.
     */
    @Get
    @Operation(
            operationId = "listCountryStrategies",
            tags = "marketplace",
            parameters = {
                @Parameter(
                        name = "country",
                        in = ParameterIn.QUERY,
                        description = "ISO 3166-1 alpha-2.",
                        schema = @Schema(type = "string", minLength = 2, maxLength = 2)),
                @Parameter(
                        name = "type",
                        in = ParameterIn.QUERY,
                        description = "Of the entities.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"company", "person"}))
            })
    @PageParameters
    @ApiResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = StrategyList.class)))
    HttpResponse<?> list(HttpRequest<?> request) {
        Callers.of(request, "marketplace:read");
        QueryReader query = QueryReader.of(request);
        String country = query.text("country", 100);
        if (country != null && !country.matches("[A-Za-z]{2}")) {
            query.fault("country", "must be an ISO 3166-1 alpha-2 code");
        }
        Optional<PartyType> type = query.word("type", PartyType.class);
        PageRequest page = query.page();
        query.finish();
        Optional<String> capitals = Optional.ofNullable(country).map(text -> text.toUpperCase(Locale.ROOT));
        List<CatalogueStrategies.Strategy> found = strategies.all().stream()
                .filter(strategy -> capitals.isEmpty() || capitals.get().equals(strategy.country()))
                .filter(strategy -> type.isEmpty() || type.get() == strategy.type())
                .toList();
        return HttpResponse.ok(
                query.answer(CatalogueList.page(found, page, strategy -> strategy.country() + strategy.type())
                        .map(CatalogueStrategies.Strategy::describe)));
    }
}
