package io.freshet.gateway.http;

import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can take refreshes. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthController.class);

    private final TransactionOperations<Connection> transactions;
    private final ProviderCatalogue catalogue;

    HealthController(TransactionOperations<Connection> transactions, ProviderCatalogue catalogue) {
        this.transactions = transactions;
        this.catalogue = catalogue;
    }

    @Get("/live")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    @Get("/ready")
    HttpResponse<?> ready() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("postgresql", databaseAnswers());
        parts.put("providerCatalogue", !catalogue.all().isEmpty());
        boolean up = !parts.containsValue(false);
        Map<String, Object> body = Map.of("status", up ? "UP" : "DOWN", "parts", parts);
        return up
                ? HttpResponse.ok(body)
                : HttpResponse.<Object>status(ErrorCode.UNAVAILABLE.status())
                        .body(body)
                        .header("Retry-After", "1");
    }

    private boolean databaseAnswers() {
        try {
            return transactions.executeRead(status -> status.getConnection().isValid(2));
        } catch (RuntimeException e) {
            LOGGER.atDebug().setCause(e).log("PostgreSQL does not answer");
            return false;
        }
    }
}
