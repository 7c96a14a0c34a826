package io.freshet.gateway.budget.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.budget.Budgets;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.EntityTags;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.IfMatchHeader;
import io.freshet.gateway.http.ReadErrors;
import io.freshet.gateway.http.WriteErrors;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import org.jspecify.annotations.Nullable;

/** {@code /marketplace/budget}: what the tenant may spend on provider calls per day. */
@Controller("/marketplace/budget")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BudgetController {

    private static final String SOFT = "dailySoftCents";
    private static final String HARD = "dailyHardCents";
    private static final int MOST = 1_000_000_000;

    private final Budgets budgets;

    BudgetController(Budgets budgets) {
        this.budgets = budgets;
    }

    /**
     * Shows the organization's budget and what it has spent today.
     */
    @Get
    @Operation(operationId = "showBudget", tags = "marketplace")
    @ApiResponse(
            responseCode = "200",
            description = "The budget.",
            headers = @Header(name = "ETag", description = "Of the limits.", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = BudgetShown.class)))
    @ReadErrors
    HttpResponse<?> show(HttpRequest<?> request) {
        Caller caller = Callers.of(request, "marketplace:read");
        return shown(budgets.show(caller.tenantId()));
    }

    /**
     * Replaces the organization's budget. It holds for what is started from now on.
     */
    @Put
    @Operation(operationId = "changeBudget", tags = "marketplace")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BudgetBody.class)))
    @IfMatchHeader
    @ApiResponse(
            responseCode = "200",
            description = "The budget after it.",
            headers = @Header(name = "ETag", description = "Of the limits.", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = BudgetShown.class)))
    @WriteErrors
    HttpResponse<?> change(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Caller caller = Callers.of(request, "marketplace:manage");
        Limits limits = read(body);
        Budgets.Outcome outcome = budgets.change(
                caller.tenantId(), limits.soft(), limits.hard(), etag -> EntityTags.isExpected(request, etag));
        return switch (outcome) {
            case Budgets.Done done -> shown(done.standing());
            case Budgets.Stale stale ->
                throw new ApiException(
                        ErrorCode.PRECONDITION_FAILED,
                        "The budget is not the one that If-Match names any more.",
                        List.of(),
                        Map.of("ETag", stale.etag()));
        };
    }

    /** What a body says. */
    record Limits(@Nullable Long soft, @Nullable Long hard) {}

    /** Reads a body; what it does not name is without limit. */
    static Limits read(@Nullable JsonNode body) {
        BodyReader reader = BodyReader.of(body);
        Limits limits = new Limits(cents(reader, SOFT), cents(reader, HARD));
        if (limits.soft() != null && limits.hard() != null && limits.soft() > limits.hard()) {
            reader.fault(SOFT, "must not be more than " + HARD);
        }
        reader.finish();
        return limits;
    }

    private static @Nullable Long cents(BodyReader reader, String field) {
        long cents = reader.integer(field, -1, 0, MOST);
        return cents < 0 ? null : cents;
    }

    private static HttpResponse<?> shown(Budgets.Standing standing) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(SOFT, standing.budget().softCents());
        data.put(HARD, standing.budget().hardCents());
        data.put("day", standing.day().toString());
        data.put("spentCents", standing.spentCents());
        data.put("version", standing.budget().version());
        return HttpResponse.ok(Map.of("success", true, "data", data))
                .header("ETag", standing.budget().etag());
    }
}
