package io.freshet.simulator;

import static io.freshet.simulator.SimulatorFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.simulator.SimulatorFixture.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the controls do. */
class ControlsTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();
    private static final String PLAIN = FIXTURE.simulator().tagged("plain").getFirst();
    private static final String PATH = "/brasilapi/api/cnpj/v1/" + PLAIN;

    @BeforeEach
    void clear() throws Exception {
        FIXTURE.call("DELETE", "/_faults", "");
        FIXTURE.call("DELETE", "/_limits", "");
        FIXTURE.call("DELETE", "/_calls", "");
    }

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @Test
    void shouldPageTheCatalogueAndTakeSeveralTags() throws Exception {
        Answer page = FIXTURE.get("/_catalogue?tag=lei&tag=foreign&limit=5&offset=30");
        assertThat(page.header("Total-Count")).isEqualTo("32");
        assertThat(page.json()).hasSize(2);
        assertThat(page.json()).allSatisfy(party -> {
            assertThat(texts(party.path("tags"), "")).contains("lei", "foreign");
            assertThat(party.path("lei").asText()).hasSize(20);
        });
        assertThat(FIXTURE.get("/_catalogue").json()).hasSize(100);
        assertThat(FIXTURE.get("/_catalogue?type=person&limit=1")
                        .json()
                        .at("/0/taxId")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldShowAChangeInEveryFormatAtOnce() throws Exception {
        JsonNode company = FIXTURE.party("FR", "child");
        String id = company.path("id").asText();
        String person = FIXTURE.id("FR", "person");
        String gone =
                FIXTURE.get("/_parties/" + id).json().at("/holders/0/party").asText();
        FIXTURE.put("/_parties/" + id, """
                {"name": "Tout Nouveau", "status": "dissolved", "ended": "2025-02-03", "topics": ["sanction"], "vatRegistered": false,
                 "address": {"city": "LYON", "number": null}, "lei": {"status": "LAPSED", "exception": "NON_PUBLIC"},
                 "holders": {"add": [{"party": "%s", "role": "both"}, {"name": "Outre Mer Ltd", "country": "US", "band": 75}],
                             "remove": ["%s"]}}
                """.formatted(person, gone));
        JsonNode french =
                FIXTURE.get("/rechercheentreprises/search?q=" + id).json().at("/results/0");
        assertThat(french.path("nom_complet").asText()).isEqualTo("TOUT NOUVEAU");
        assertThat(french.path("date_fermeture").asText()).isEqualTo("2025-02-03");
        assertThat(french.at("/siege/libelle_commune").asText()).isEqualTo("LYON");
        assertThat(texts(french.path("dirigeants"), "/denomination")).contains("OUTRE MER LTD");
        JsonNode lei = FIXTURE.get(
                        "/gleif/api/v1/lei-records/" + company.path("lei").asText())
                .json()
                .at("/data/attributes");
        assertThat(lei.at("/entity/status").asText()).isEqualTo("INACTIVE");
        assertThat(lei.at("/registration/status").asText()).isEqualTo("LAPSED");
        assertThat(FIXTURE.get("/vies/ms/FR/vat/" + company.path("vat").asText().substring(2))
                        .json()
                        .path("isValid")
                        .asBoolean())
                .isFalse();
        JsonNode match = FIXTURE.call(
                        "POST",
                        "/opensanctions/match/default",
                        "{\"queries\": {\"q\": {\"schema\": \"Company\", \"properties\": {\"name\": [\"Tout Nouveau\"]}}}}")
                .json();
        assertThat(match.at("/responses/q/results/0/match").asBoolean()).isTrue();
    }

    @Test
    void shouldCeaseAHoldingAndListAPerson() throws Exception {
        String id = FIXTURE.id("GB", "child");
        String person =
                FIXTURE.get("/_parties/" + id).json().at("/holders/1/party").asText();
        FIXTURE.put(
                "/_parties/" + id,
                "{\"holders\": {\"cease\": [{\"holder\": \"%s\", \"on\": \"2025-06-30\"}]}}".formatted(person));
        FIXTURE.put("/_parties/" + person, "{\"pep\": true, \"birthDate\": \"1971-02-03\"}");
        JsonNode controllers = FIXTURE.get("/companieshouse/company/" + id + "/persons-with-significant-control")
                .json();
        assertThat(controllers.at("/items/1/ceased_on").asText()).isEqualTo("2025-06-30");
        assertThat(controllers.at("/items/1/date_of_birth/year").asInt()).isEqualTo(1971);
        assertThat(controllers.path("ceased_count").asInt()).isEqualTo(1);
        assertThat(texts(FIXTURE.get("/_parties/" + person).json().path("topics"), ""))
                .containsExactly("role.pep");
        FIXTURE.put("/_parties/" + person, "{\"pep\": false}");
        assertThat(FIXTURE.get("/_parties/" + person).json().path("topics")).isEmpty();
    }

    @Test
    void shouldLogCallsInTheOrderOfTheirComing() throws Exception {
        FIXTURE.get(PATH);
        FIXTURE.get("/companieshouse/company/00000000/officers?items_per_page=7");
        JsonNode log = FIXTURE.get("/_calls").json();
        assertThat(texts(log.path("calls"), "/provider")).containsExactly("brasilapi", "companieshouse");
        JsonNode second = log.at("/calls/1");
        assertThat(second.path("subject").asText()).isEqualTo("00000000");
        assertThat(second.path("path").asText()).isEqualTo("/company/00000000/officers");
        assertThat(second.path("query").asText()).isEqualTo("items_per_page=7");
        assertThat(second.path("method").asText()).isEqualTo("GET");
        assertThat(second.path("status").asInt()).isEqualTo(404);
        assertThat(FIXTURE.get("/_calls?since=" + second.path("micros").asLong())
                        .json()
                        .path("calls"))
                .hasSize(1);
        assertThat(FIXTURE.get("/_calls?since=" + second.path("time").asText())
                        .json()
                        .path("calls"))
                .hasSize(1);
        assertThat(FIXTURE.get("/_calls?provider=brasilapi").json().path("calls"))
                .hasSize(1);
        JsonNode summary = FIXTURE.get("/_calls/summary").json();
        assertThat(summary.path("total").asInt()).isEqualTo(2);
        assertThat(summary.at("/providers/companieshouse/statuses/404").asInt()).isEqualTo(1);
        FIXTURE.call("DELETE", "/_calls", "");
        assertThat(FIXTURE.get("/_calls").json().path("calls")).isEmpty();
    }

    @Test
    void shouldTakeNoMoreCallsInAnyWindowThanTheLimitAllows() throws Exception {
        FIXTURE.put(
                "/_limits",
                "{\"provider\": \"brasilapi\", \"permits\": 20, \"perMs\": 1000, \"windowKind\": \"sliding\"}");
        List<Integer> statuses = atOnce(120, () -> FIXTURE.get(PATH).status());
        assertThat(statuses).contains(200, 429).hasSize(120);
        Answer refused = FIXTURE.get(PATH);
        if (refused.status() == 429) {
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
        JsonNode calls = FIXTURE.get("/_calls").json().path("calls");
        List<Long> taken = IntStream.range(0, calls.size())
                .mapToObj(calls::get)
                .filter(call -> !call.path("refused").asBoolean())
                .map(call -> call.path("micros").asLong())
                .sorted()
                .toList();
        // A call may be counted a little after the time that it came at, so the window is looked at with a grain of
        // salt.
        for (int i = 20; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - 20)).isGreaterThanOrEqualTo(900_000);
        }
        assertThat(FIXTURE.get("/_limits").json().at("/brasilapi/permits").asInt())
                .isEqualTo(20);
        assertThat(FIXTURE.get("/_calls/summary").json().path("refused").asInt())
                .isPositive();
        assertThat(FIXTURE.get("/brreg/enheter/" + FIXTURE.id("NO", "plain")).status())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerHundredsOfCallsAtTheSameTime() throws Exception {
        FIXTURE.put("/_faults", "{\"latencyMs\": 300}");
        long start = System.nanoTime();
        assertThat(atOnce(400, () -> FIXTURE.get(PATH).status())).hasSize(400).containsOnly(200);
        // One after the other they would take two minutes.
        assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
        assertThat(FIXTURE.get("/_calls").json().path("open").asInt()).isZero();
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(count, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
