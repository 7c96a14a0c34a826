package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.standalone.FreshetSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three enrichment workers share what a provider permits, on a system of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitGuaranteeIT {

    private static final int PERMITS = 60;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int JOBS = 260;

    private FreshetSystem system;
    private Client client;

    @BeforeAll
    void start() {
        system = SharedSystem.start(Map.of("FRESHET_PROVIDER_RATE_LIMIT_BRASILAPI", PERMITS + "/10s"));
        system.addWorker("enrichment-worker");
        system.addWorker("enrichment-worker");
        client = new Client(system.gatewayUrl(), system.apiKey());
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void shouldUseWhatAProviderPermitsAndNeverMoreWhenThreeWorkersCallIt() throws Exception {
        // Given
        List<JobFeed.Root> roots = system.simulator().tagged("plain").stream()
                .filter(id -> id.length() == 14)
                .limit(JOBS)
                .map(id -> new JobFeed.Root("BR", id, 0))
                .toList();
        // When
        try (JobFeed feed = new JobFeed(system, client, roots, JOBS)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> feed.progress().done() == JOBS);
        }
        // Then
        List<Instant> calls = new ArrayList<>();
        Set<Integer> answers = new TreeSet<>();
        for (JsonNode call : client.fetch(system.simulator().url() + "/_calls").path("calls")) {
            if (call.path("provider").asText().equals("brasilapi")) {
                calls.add(Instant.parse(call.path("time").asText()));
                answers.add(call.path("status").asInt());
            }
        }
        calls.sort(null);
        assertThat(calls).hasSize(JOBS);
        assertThat(answers).doesNotContain(429);
        for (int first = 0; first + PERMITS < calls.size(); first++) {
            assertThat(Duration.between(calls.get(first), calls.get(first + PERMITS)))
                    .as("time of %d calls from the %dth on", PERMITS + 1, first)
                    .isGreaterThan(WINDOW);
        }
        // From then on less than one window's worth of work waits, which cannot use a window's permits.
        int waiting = JOBS - PERMITS;
        Duration span = Duration.between(calls.getFirst(), calls.get(waiting));
        double used = waiting / (PERMITS * (span.toMillis() / (double) WINDOW.toMillis()));
        System.out.printf("%d calls in %s: %.0f %% of what is permitted%n", waiting, span, 100 * used);
        assertThat(used).isGreaterThanOrEqualTo(0.9);
    }
}
