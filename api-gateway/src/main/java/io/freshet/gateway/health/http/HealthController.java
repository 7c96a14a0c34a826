package io.freshet.gateway.health.http;

import io.freshet.gateway.health.ReadinessPart;
import io.freshet.gateway.http.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can take refreshes. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private final List<ReadinessPart> parts;

    HealthController(List<ReadinessPart> parts) {
        this.parts =
                parts.stream().sorted(Comparator.comparing(ReadinessPart::name)).toList();
    }

    @Get("/live")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    @Get("/ready")
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
