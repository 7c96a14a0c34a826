package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What operators let the workers do with a provider. It holds for the whole system, so these tests use one that no other asks: VIES,
 * about French companies.
 */
class ProviderStatesAcceptanceIT {

    private static final String VIES = "global_vies_vat_enrichment";
    private static final String PROVIDER = "/marketplace/providers/" + VIES;
    private static final String STATE = PROVIDER + "/state";
    private static final String BODY =
            "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + VIES + "\"], \"depth\": 0}";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static @Nullable Iterator<String> companies;

    private final Client operator = SharedSystem.client();
    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @AfterEach
    void enable() throws Exception {
        assertThat(operator.put(STATE, "{\"state\": \"enabled\"}").status()).isEqualTo(200);
        awaitOutcome("");
    }

    @Test
    void shouldFailAtOnceAndCallNobodyWhenTheCircuitIsForcedOpen() throws Exception {
        assertThat(operator.put(STATE, "{\"state\": \"forced_open\", \"reason\": \"contract ended\"}")
                        .status())
                .isEqualTo(200);

        String refused = awaitOutcome("CIRCUIT_OPEN");

        JsonNode result =
                client.get("/refreshes/" + refused).body().at("/data/providers").get(0);
        assertThat(result.at("/error/category").asText()).isEqualTo("provider_error");
        assertThat(result.at("/error/retryable").asBoolean()).isTrue();
        assertThat(result.path("costCents").asInt()).isZero();
        int calls = calls();
        String id = company();
        assertThat(code(client.refreshed(id, BODY))).isEqualTo("CIRCUIT_OPEN");
        assertThat(calls()).isEqualTo(calls);
        JsonNode execution = client.get("/entities/" + id + "/executions?outcome=failed&provider=" + VIES)
                .body()
                .at("/items")
                .get(0);
        assertThat(execution.at("/error/code").asText()).isEqualTo("CIRCUIT_OPEN");
        assertThat(execution.path("fromCache").asBoolean()).isFalse();
    }

    @Test
    void shouldWaitWhileTheProviderIsPausedAndGoOnWhenItIsEnabled() throws Exception {
        assertThat(operator.put(STATE, "{\"state\": \"paused\", \"reason\": \"maintenance\"}")
                        .status())
                .isEqualTo(200);
        String waiting = awaitWaiting();

        JsonNode plan = client.post(
                        "/entities/" + company() + "/refresh", BODY.replace("\"depth\"", "\"dryRun\": true, \"depth\""))
                .body()
                .at("/data/calls")
                .get(0);
        assertThat(plan.path("code").asText()).isEqualTo(VIES);
        assertThat(plan.path("state").asText()).isEqualTo("paused");
        assertThat(client.get(PROVIDER).body().at("/data/state").asText()).isEqualTo("paused");
        assertThat(client.get(PROVIDER).body().at("/data/enabled").asBoolean()).isTrue();

        operator.put(STATE, "{\"state\": \"enabled\"}");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.get("/refreshes/" + waiting)
                                .body()
                                .at("/data/status")
                                .asText())
                        .isEqualTo("completed"));
    }

    @Test
    void shouldKeepWhoSaidWhatAndWhy() throws Exception {
        JsonNode before = operator.get(STATE).body().path("data");
        JsonNode first = operator.put(STATE, "{\"state\": \"paused\", \"reason\": \"first\"}")
                .body()
                .path("data");
        JsonNode again = operator.put(STATE, "{\"state\": \"paused\", \"reason\": \"first\"}")
                .body()
                .path("data");
        JsonNode second = operator.put(STATE, "{\"state\": \"enabled\"}").body().path("data");

        assertThat(first.path("version").asLong())
                .isEqualTo(before.path("version").asLong() + 1);
        assertThat(again).isEqualTo(first);
        assertThat(first.at("/by/type").asText()).isEqualTo("api_key");
        assertThat(first.path("at").asText()).endsWith("Z");
        assertThat(second.path("reason").isNull()).isTrue();
        JsonNode history = operator.get(STATE + "/history?limit=2").body();
        assertThat(history.path("items")).containsExactly(second, first);
        assertThat(OtherTenant.client("providers:operate").get(STATE).body().at("/data/by"))
                .isEqualTo(second.path("by"));
    }

    @Test
    void shouldChangeOnlyTheStateThatWasSeen() throws Exception {
        String etag = etag(operator.get(STATE));
        Client.Answer paused = operator.put(STATE, "{\"state\": \"paused\"}", "If-Match", etag);
        assertThat(paused.status()).isEqualTo(200);

        Client.Answer stale = operator.put(STATE, "{\"state\": \"forced_open\"}", "If-Match", etag);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body().at("/error/code").asText()).isEqualTo("precondition_failed");
        assertThat(etag(stale)).isEqualTo(etag(paused));
        assertThat(operator.get(STATE, "If-None-Match", etag(paused)).status()).isEqualTo(304);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /state",
                "{\"state\": \"off\"} | /state",
                "{\"state\": true} | /state",
                "{\"state\": \"paused\", \"reason\": 1} | /reason",
            })
    void shouldNameTheFaultOfAState(String body, String path) throws Exception {
        Client.Answer answer = operator.put(STATE, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
    }

    @Test
    void shouldWantThePermissionOfOperators() throws Exception {
        // Everything of a tenant is not what concerns all tenants.
        Client manager = OtherTenant.client("*");
        assertThat(manager.put(STATE, "{\"state\": \"paused\"}").status()).isEqualTo(403);
        assertThat(manager.get(STATE).status()).isEqualTo(403);
        assertThat(manager.get(STATE + "/history").status()).isEqualTo(403);
        assertThat(OtherTenant.client("providers:operate").get(STATE).status()).isEqualTo(200);
        assertThat(operator.put("/marketplace/providers/none/state", "{\"state\": \"paused\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldShowTheCircuitOfTheWorkers() throws Exception {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode circuit = client.get(PROVIDER).body().at("/data/circuit");
            assertThat(circuit.path("state").asText()).isEqualTo("closed");
            assertThat(circuit.at("/workers/closed").asInt()).isPositive();
            assertThat(circuit.path("since").asText()).endsWith("Z");
        });
    }

    /** Waits until the workers have heard, which shows in the outcome of a refresh; empty for none. Gives the refresh. */
    private String awaitOutcome(String code) {
        AtomicReference<String> refresh = new AtomicReference<>("");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode result = client.refreshed(company(), BODY);
            refresh.set(result.at("/data/refreshId").asText());
            return code(result).equals(code);
        });
        return refresh.get();
    }

    /** Waits until the workers have heard, which shows in a refresh that has called nobody after some seconds. */
    private String awaitWaiting() throws Exception {
        AtomicReference<String> refresh = new AtomicReference<>("");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            int calls = calls();
            Client.Answer answer = client.post("/entities/" + company() + "/refresh", BODY, "Prefer", "wait=4");
            refresh.set(answer.body().at("/data/refreshId").asText());
            return answer.status() == 202 && calls() == calls;
        });
        return refresh.get();
    }

    private static String code(JsonNode result) {
        return result.at("/data/providers/0/error/code").asText();
    }

    private int calls() throws Exception {
        return client.fetch(simulator() + "/_calls?provider=vies").path("calls").size();
    }

    private String company() throws Exception {
        return client.company("FR", next(client));
    }

    /** A French company with a VAT number; another one each time. */
    private static synchronized String next(Client client) throws Exception {
        if (companies == null || !companies.hasNext()) {
            List<String> ids = new ArrayList<>();
            client.fetch(simulator() + "/_catalogue?country=FR&tag=vat&type=company&limit=1000")
                    .forEach(party -> ids.add(party.path("taxId").asText()));
            companies = ids.iterator();
        }
        return companies.next();
    }

    private static String simulator() {
        return SharedSystem.get().simulator().url();
    }

    private static String etag(Client.Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }
}
