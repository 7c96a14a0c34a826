package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.SimulatorFixture.Answer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the controls take, and how they refuse the rest. */
class ControlInputTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();
    private static final String PLAIN = FIXTURE.simulator().tagged("plain").getFirst();

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /_faults | nothing | ''",
                "PUT | /_faults | [] | ''",
                "PUT | /_faults | {} {} | ''",
                "PUT | /_faults | {\"colour\": 1} | colour",
                "PUT | /_faults | {\"provider\": \"nobody\"} | provider",
                "PUT | /_faults | {\"subject\": 7} | subject",
                "PUT | /_faults | {\"status\": 99} | status",
                "PUT | /_faults | {\"status\": \"503\"} | status",
                "PUT | /_faults | {\"times\": 0} | times",
                "PUT | /_faults | {\"latencyMs\": -1} | latencyMs",
                "PUT | /_faults | {\"latencyMs\": 1, \"latency\": {}} | latency",
                "PUT | /_faults | {\"latency\": {\"minMs\": 9, \"maxMs\": 3}} | latency.maxMs",
                "PUT | /_faults | {\"latency\": {\"medianMs\": 9}} | latency.p99Ms",
                "PUT | /_faults | {\"latency\": {\"p99Ms\": 9}} | latency.medianMs",
                "PUT | /_faults | {\"latency\": {\"medianMs\": 9, \"p99Ms\": 9, \"minMs\": 1}} | latency.minMs",
                "PUT | /_faults | {\"retryAfterDate\": \"tomorrow\"} | retryAfterDate",
                "PUT | /_faults | {\"retryAfter\": 1, \"retryAfterDate\": \"+3s\"} | retryAfterDate",
                "PUT | /_faults | {\"retryAfter\": \"1\\r\\nX: y\"} | retryAfter",
                "PUT | /_faults | {\"reset\": \"after\"} | reset",
                "PUT | /_faults | {\"reset\": true} | reset",
                "PUT | /_faults | {\"drip\": 7} | drip",
                "PUT | /_faults | {\"drip\": {\"bytesPerSecond\": 0}} | drip.bytesPerSecond",
                "PUT | /_faults | {\"gzipBombMiB\": 100000} | gzipBombMiB",
                "PUT | /_faults | {\"hang\": \"yes\"} | hang",
                "PUT | /_faults | {\"hang\": true, \"truncate\": true} | hang",
                "PUT | /_faults | {\"body\": \"x\", \"contentType\": \"a\\nb\"} | contentType",
                "PUT | /_limits | {} | provider",
                "PUT | /_limits | {\"provider\": \"gleif\"} | permits",
                "PUT | /_limits | {\"provider\": \"gleif\", \"permits\": 3} | perMs",
                "PUT | /_limits | {\"provider\": \"gleif\", \"permits\": 3, \"perMs\": 0} | perMs",
                "PUT | /_limits | {\"provider\": \"gleif\", \"permits\": 3, \"perMs\": 9, \"windowKind\": \"fixed\"} | windowKind",
                "GET | /_calls?since=yesterday | '' | since",
                "GET | /_calls?provider=nobody | '' | provider",
                "GET | /_catalogue?limit=0 | '' | limit",
                "GET | /_catalogue?limit=x | '' | limit",
                "GET | /_catalogue?offset=-1 | '' | offset",
                "GET | /_catalogue?type=ship | '' | type",
                "GET | /_catalogue?colour=red | '' | colour"
            })
    void shouldNameTheFieldWhenAControlIsGivenWhatItDoesNotTake(String method, String path, String body, String field)
            throws Exception {
        Answer answer = FIXTURE.call(method, path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.json().at("/error/message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"colour\": 1} | colour",
                "{\"name\": \" \"} | name",
                "{\"name\": 7} | name",
                "{\"status\": \"gone\"} | status",
                "{\"status\": \"active\", \"dissolved\": true} | dissolved",
                "{\"ended\": \"2024-01-01\"} | ended",
                "{\"status\": \"dissolved\", \"ended\": \"2024-13-01\"} | ended",
                "{\"birthDate\": \"1980-01-01\"} | birthDate",
                "{\"topics\": \"sanction\"} | topics",
                "{\"pep\": \"yes\"} | pep",
                "{\"address\": {\"planet\": \"x\"}} | address.planet",
                "{\"address\": {\"city\": \"\"}} | address.city",
                "{\"lei\": {\"status\": \"LAPSED\"}} | lei",
                "{\"holders\": {\"add\": {}}} | holders.add",
                "{\"holders\": {\"add\": [7]}} | holders.add[0]",
                "{\"holders\": {\"add\": [{}]}} | holders.add[0].party",
                "{\"holders\": {\"add\": [{\"party\": \"1\"}]}} | holders.add[0].party",
                "{\"holders\": {\"add\": [{\"name\": \"A\", \"band\": 30}]}} | holders.add[0].band",
                "{\"holders\": {\"add\": [{\"name\": \"A\", \"role\": \"king\"}]}} | holders.add[0].role",
                "{\"holders\": {\"add\": [{\"name\": \"A\", \"country\": \"Norway\"}]}} | holders.add[0].country",
                "{\"holders\": {\"remove\": [\"nobody\"]}} | holders.remove",
                "{\"holders\": {\"cease\": [{\"on\": \"2024-01-01\"}]}} | holders.cease[0].holder",
                "{\"holders\": {\"cease\": [{\"holder\": \"nobody\"}]}} | holders.cease[0].holder"
            })
    void shouldLeaveAPartyAsItIsWhenAFieldOfAChangeIsWrong(String body, String field) throws Exception {
        String before = FIXTURE.get("/_parties/" + PLAIN).response().body();
        Answer answer = FIXTURE.call("PUT", "/_parties/" + PLAIN, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(FIXTURE.get("/_parties/" + PLAIN).response().body()).isEqualTo(before);
    }

    @Test
    void shouldAnswerEveryControlInputWithoutAnErrorOfItsOwn() throws Exception {
        Random random = new Random(7);
        String[] words = {
            "{",
            "}",
            "[",
            "]",
            "\"status\":",
            "\"latency\":",
            "\"holders\":",
            "\"add\":",
            "\"drip\":",
            "\"times\":",
            "1",
            "-1",
            "null",
            "true",
            "\"x\"",
            ",",
            "1e99",
            "\"name\":",
            "\"topics\":",
            "\"lei\":",
            "\"retryAfter\":"
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder body = new StringBuilder("{");
            random.ints(random.nextInt(8), 0, words.length).forEach(word -> body.append(words[word]));
            body.append('}');
            String path = List.of("/_faults", "/_limits", "/_parties/" + PLAIN).get(i % 3);
            assertThat(FIXTURE.call("PUT", path, body.toString()).status())
                    .as(body.toString())
                    .isIn(204, 400);
        }
        FIXTURE.put("/_parties/" + PLAIN, "{\"status\": \"active\", \"topics\": []}");
    }

    @Test
    void shouldKnowNoOtherControlsAndParties() throws Exception {
        assertThat(FIXTURE.get("/_colours").status()).isEqualTo(404);
        assertThat(FIXTURE.call("POST", "/_faults", "{}").status()).isEqualTo(404);
        assertThat(FIXTURE.call("PUT", "/_parties/nobody", "{}").status()).isEqualTo(404);
        assertThat(FIXTURE.get("/_parties/nobody").status()).isEqualTo(404);
        assertThat(FIXTURE.get("/nobody/at/all").status()).isEqualTo(404);
        assertThat(FIXTURE.get("/").status()).isEqualTo(404);
    }
}
