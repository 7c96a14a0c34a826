package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.standalone.FreshetSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a provider can do to a caller, and what becomes of it; with the French register, which no other test harms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderFaultsAcceptanceIT {

    private static final String FRANCE = "fr_rechercheentreprises_company_enrichment";
    private static final String REFRESH =
            "{\"depth\": 0, \"refreshScope\": \"selected\", \"providerCodes\": [\"" + FRANCE + "\"]}";
    private static final String WORKER = "enrichment-worker";

    private static final List<Fault> FAULTS = List.of(
            new Fault("{\"status\": 404}", "SUBJECT_NOT_FOUND", "not_found", false, 404),
            new Fault("{\"status\": 500}", "PROVIDER_HTTP_ERROR", "provider_error", true, 500),
            new Fault("{\"status\": 503}", "PROVIDER_HTTP_ERROR", "provider_error", true, 503),
            new Fault("{\"reset\": \"before\"}", "PROVIDER_UNREACHABLE", "network", true, 502),
            new Fault("{\"reset\": \"body\"}", "PROVIDER_UNREACHABLE", "network", true, 502),
            new Fault("{\"truncate\": true}", "PROVIDER_UNREACHABLE", "network", true, 502),
            new Fault("{\"hang\": true}", "PROVIDER_TIMEOUT", "timeout", true, 504),
            new Fault(
                    "{\"drip\": {\"bytesPerSecond\": 10, \"endless\": true}}",
                    "PROVIDER_TIMEOUT",
                    "timeout",
                    true,
                    504),
            unmappable("{\"cutJson\": true}"),
            unmappable("{\"invalidJson\": true}"),
            unmappable("{\"emptyBody\": true}"),
            unmappable("{\"errorPage\": true}"),
            unmappable("{\"wrongType\": true}"),
            unmappable("{\"oversizedMiB\": 20}"),
            unmappable("{\"gzipBombMiB\": 200}"));

    private final FreshetSystem system = SharedSystem.get();
    private final Map<Fault, String> jobs = new HashMap<>();
    private final Deque<String> unused = new ArrayDeque<>();
    private Client client;
    private String steady;

    @BeforeAll
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
        client.fetch(system.simulator().url() + "/_catalogue?tag=plain&country=FR&limit=200")
                .forEach(party -> unused.addLast(party.path("taxId").asText()));
        steady = client.company("FR", unused.removeLast());
        succeed(50);
        // All at once, since some of them take their time.
        for (Fault fault : FAULTS) {
            jobs.put(fault, submitted(unused.removeFirst(), fault.json()));
        }
    }

    /** What is set at the simulator, and the failure that has to come of it; a status of 0 is none. */
    private record Fault(String json, String code, String category, boolean retryable, int status) {}

    private static Fault unmappable(String json) {
        return new Fault(json, "RESPONSE_UNMAPPABLE", "mapping", false, 0);
    }

    /** Gives the path of a job about a company whose register does this. */
    private String submitted(String taxId, String fault) throws Exception {
        String where = "{\"provider\": \"rechercheentreprises\", \"subject\": \"%s\", ".formatted(taxId);
        assertThat(client.call("PUT", system.simulator().url() + "/_faults", where + fault.substring(1)))
                .isLessThan(300);
        return client.post("/entities/" + client.company("FR", taxId) + "/refresh", REFRESH)
                .response()
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /** Before many failures, so that they stay a small share of the calls and no circuit opens. */
    private void succeed(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(client.refreshed(steady, REFRESH).at("/data/status").asText())
                    .isEqualTo("completed");
        }
    }

    private JsonNode ended(String path) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(
                        () -> client.get(path).body(),
                        job -> job.at("/data/completedAt").isTextual());
    }

    private List<JsonNode> callsAbout(String taxId) throws Exception {
        List<JsonNode> calls = new ArrayList<>();
        client.fetch(system.simulator().url() + "/_calls").path("calls").forEach(call -> {
            if (call.path("subject").asText().equals(taxId)) {
                calls.add(call);
            }
        });
        return calls;
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("FAULTS")
    void shouldSayWhatTheProviderDidWhenItDidNotAnswer(Fault fault) throws Exception {
        JsonNode job = ended(Objects.requireNonNull(jobs.get(fault)));
        assertThat(job.at("/data/status").asText()).isEqualTo("failed");
        JsonNode failed = outcome(job, FRANCE);
        assertThat(failed.path("success").asBoolean(true)).isFalse();
        assertThat(failed.at("/error/code").asText()).isEqualTo(fault.code());
        assertThat(failed.at("/error/category").asText()).isEqualTo(fault.category());
        assertThat(failed.at("/error/retryable").asBoolean()).isEqualTo(fault.retryable());
        assertThat(failed.at("/error/statusCode").asInt()).isEqualTo(fault.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": 429, \"retryAfter\": 2, \"times\": 1}",
                "{\"status\": 429, \"retryAfterDate\": \"+2s\", \"times\": 1}",
                "{\"status\": 503, \"retryAfter\": 2, \"times\": 1}",
                "{\"status\": 503, \"retryAfterDate\": \"+2s\", \"times\": 1}"
            })
    void shouldAskAgainNotBeforeTheProviderSaidWhenItWantsToBeLeftAlone(String fault) throws Exception {
        // When
        String taxId = unused.removeFirst();
        JsonNode job = ended(submitted(taxId, fault));
        // Then
        assertThat(outcome(job, FRANCE).path("success").asBoolean()).isTrue();
        List<JsonNode> calls = callsAbout(taxId);
        assertThat(calls).hasSize(2);
        assertThat(Duration.between(
                        Instant.parse(calls.get(0).path("time").asText()),
                        Instant.parse(calls.get(1).path("time").asText())))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldStayWithinItsMemoryWhenManyAnswersAreFarTooLargeAtOnce() throws Exception {
        // Given
        long process = system.processes().get(WORKER).pid();
        // When
        List<String> large = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            large.add(
                    submitted(unused.removeFirst(), i % 2 == 0 ? "{\"oversizedMiB\": 20}" : "{\"gzipBombMiB\": 200}"));
        }
        // Then: standalone gives the worker a heap of 256 MiB.
        assertThat(large)
                .allSatisfy(path -> assertThat(
                                outcome(ended(path), FRANCE).at("/error/code").asText())
                        .isEqualTo("RESPONSE_UNMAPPABLE"));
        assertThat(system.processes().get(WORKER).pid()).isEqualTo(process);
        assertThat(Files.readString(system.processes().get(WORKER).log())).doesNotContain("OutOfMemoryError");
        succeed(1);
    }
}
