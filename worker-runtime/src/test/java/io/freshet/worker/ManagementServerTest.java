package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldTellLifeAndReadinessApartWhenEitherChanges() throws Exception {
        AtomicBoolean live = new AtomicBoolean(true);
        AtomicBoolean ready = new AtomicBoolean();
        try (ManagementServer server = ManagementServer.start(0, live::get, ready::get, metrics)) {
            assertThat(status(server, "/health/live")).isEqualTo(200);
            assertThat(status(server, "/health/ready")).isEqualTo(503);
            ready.set(true);
            live.set(false);
            assertThat(status(server, "/health/live")).isEqualTo(503);
            assertThat(status(server, "/health/ready")).isEqualTo(200);
        }
    }

    @Test
    void shouldShowTheMetricsOfAWorker() throws Exception {
        WorkerMetrics worker = new WorkerMetrics(metrics, "w");
        worker.settled(Outcome.Done.emitting());
        worker.waiting(1, 2, 3);
        try (ManagementServer server = ManagementServer.start(0, () -> true, () -> true, metrics)) {
            assertThat(get(server, "/prometheus").body())
                    .contains("freshet_worker_records_total{outcome=\"done\",worker=\"w\"} 1.0")
                    .contains("freshet_worker_lag{worker=\"w\"} 3.0");
        }
    }

    private static int status(ManagementServer server, String path) throws Exception {
        return get(server, path).statusCode();
    }

    private static HttpResponse<String> get(ManagementServer server, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
