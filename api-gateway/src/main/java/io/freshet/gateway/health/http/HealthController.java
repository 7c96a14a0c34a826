package io.freshet.gateway.health.http;

import io.freshet.gateway.health.ReadinessPart;
import io.freshet.gateway.http.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can take refreshes. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    /**
     * How an instance is.
     *
     * @param status UP or DOWN
     * @param parts whether each part is ready
     */
    record Health(
            @Schema(allowableValues = {"UP", "DOWN"}) String status,
            @Nullable Map<String, Boolean> parts) {}

    private final List<ReadinessPart> parts;

    HealthController(List<ReadinessPart> parts) {
        this.parts =
                parts.stream().sorted(Comparator.comparing(ReadinessPart::name)).toList();
    }

    @Get("/live")
    @Operation(
            operationId = "live",
            summary = "Whether the process answers",
            tags = "health",
            security = {})
    @ApiResponse(
            responseCode = "200",
            description = "It does.",
            content = @Content(schema = @Schema(implementation = Health.class)))
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    @Get("/ready")
    @Operation(
            operationId = "ready",
            summary = "Whether it can take refreshes",
            tags = "health",
            security = {})
    @ApiResponse(
            responseCode = "200",
            description = "It can.",
            content = @Content(schema = @Schema(implementation = Health.class)))
    @ApiResponse(
            responseCode = "503",
            description = "A part is not ready.",
            headers =
                    @Header(name = "Retry-After", description = "Seconds to wait.", schema = @Schema(type = "integer")),
            content = @Content(schema = @Schema(implementation = Health.class)))
    HttpResponse<?> ready() {
        Map<String, Boolean> ready = new LinkedHashMap<>();
        parts.forEach(part -> ready.put(part.name(), part.isReady()));
        boolean up = !ready.containsValue(false);
        Map<String, Object> body = Map.of("status", up ? "UP" : "DOWN", "parts", ready);
        return up
                ? HttpResponse.ok(body)
                : HttpResponse.<Object>status(ErrorCode.UNAVAILABLE.status())
                        .body(body)
                        .header("Retry-After", "1");
    }
}
