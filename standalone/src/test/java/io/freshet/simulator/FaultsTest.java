package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.freshet.simulator.SimulatorFixture.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see of each fault. */
class FaultsTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();
    private static final String COMPANY = FIXTURE.simulator().tagged("plain").getFirst();
    private static final String PATH = "/brasilapi/api/cnpj/v1/" + COMPANY;

    @BeforeEach
    void clear() throws Exception {
        FIXTURE.call("DELETE", "/_faults", "");
        FIXTURE.call("DELETE", "/_calls", "");
    }

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @Test
    void shouldStrikeAsOftenAsItIsToldAndOnlyWhereItFits() throws Exception {
        FIXTURE.put("/_faults", "{\"provider\": \"brasilapi\", \"status\": 503, \"times\": 2}");
        assertThat(FIXTURE.get("/brreg/enheter/" + FIXTURE.id("NO", "plain")).status())
                .isEqualTo(200);
        assertThat(FIXTURE.get(PATH).status()).isEqualTo(503);
        assertThat(FIXTURE.get(PATH).status()).isEqualTo(503);
        assertThat(FIXTURE.get(PATH).status()).isEqualTo(200);
        FIXTURE.put("/_faults", "{\"subject\": \"" + COMPANY + "\", \"status\": 500}");
        assertThat(FIXTURE.get(PATH).status()).isEqualTo(500);
        assertThat(FIXTURE.get(PATH.replace(
                                COMPANY, FIXTURE.simulator().tagged("tree").getFirst()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldFindWhomAPostAsksAboutBySubject() throws Exception {
        FIXTURE.put("/_faults", "{\"provider\": \"opensanctions\", \"subject\": \"Jonas\", \"status\": 500}");
        String query = "{\"queries\": {\"q\": {\"schema\": \"Person\", \"properties\": {\"name\": [\"%s\"]}}}}";
        assertThat(FIXTURE.call("POST", "/opensanctions/match/default", query.formatted("Jonas Nobody"))
                        .status())
                .isEqualTo(500);
        assertThat(FIXTURE.call("POST", "/opensanctions/match/default", query.formatted("Ada Nobody"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldSayWhenToComeAgainInSecondsOrAsADate() throws Exception {
        FIXTURE.put("/_faults", "{\"status\": 429, \"retryAfter\": 7, \"times\": 1}");
        assertThat(FIXTURE.get(PATH).header("Retry-After")).isEqualTo("7");
        FIXTURE.put("/_faults", "{\"status\": 503, \"retryAfterDate\": \"+30s\"}");
        Answer answer = FIXTURE.get(PATH);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After"))
                .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
        Instant when = ZonedDateTime.parse(answer.header("Retry-After"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(Duration.between(Instant.now(), when)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(31));
    }

    @Test
    void shouldWordErrorsAsTheServiceDoes() throws Exception {
        FIXTURE.put("/_faults", "{\"status\": 429}");
        assertThat(FIXTURE.get("/vies/ms/FR/vat/00111111111")
                        .json()
                        .at("/errorWrappers/0/error")
                        .asText())
                .isEqualTo("MS_MAX_CONCURRENT_REQ");
        assertThat(FIXTURE.get("/rechercheentreprises/search?q=111111111")
                        .json()
                        .has("erreur"))
                .isTrue();
        assertThat(FIXTURE.get("/gleif/api/v1/lei-records/X")
                        .json()
                        .at("/errors/0/status")
                        .asText())
                .isEqualTo("429");
    }

    @Test
    void shouldWaitAsLongAsTheDistributionSays() throws Exception {
        FIXTURE.put("/_faults", "{\"latency\": {\"minMs\": 300, \"maxMs\": 400, \"seed\": 3}, \"times\": 1}");
        assertThat(time(PATH)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        FIXTURE.put("/_faults", "{\"latency\": {\"medianMs\": 300, \"p99Ms\": 310}, \"times\": 1}");
        assertThat(time(PATH)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    private static Duration time(String path) throws Exception {
        long start = System.nanoTime();
        FIXTURE.get(path);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void shouldGiveOtherBodies() throws Exception {
        assertThat(bodyWith("\"wrongType\": true").header("Content-Type")).isEqualTo("text/html");
        Answer page = bodyWith("\"errorPage\": true");
        assertThat(page.header("Content-Type")).isEqualTo("application/json");
        assertThat(page.response().body()).startsWith("<!DOCTYPE html>");
        assertThat(bodyWith("\"emptyBody\": true").response().body()).isEmpty();
        assertThatThrownBy(() -> bodyWith("\"invalidJson\": true").json()).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> bodyWith("\"cutJson\": true").json()).isInstanceOf(JsonProcessingException.class);
        Answer told = bodyWith(
                "\"body\": {\"userError\": \"MS_UNAVAILABLE\"}, \"contentType\": \"application/problem+json\"");
        assertThat(told.json().path("userError").asText()).isEqualTo("MS_UNAVAILABLE");
        assertThat(told.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static Answer bodyWith(String fault) throws Exception {
        FIXTURE.put("/_faults", "{" + fault + ", \"times\": 1}");
        Answer answer = FIXTURE.get(PATH);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    @Test
    void shouldBreakOffHalfWayWhenItTruncates() throws Exception {
        FIXTURE.put("/_faults", "{\"truncate\": true}");
        assertThatThrownBy(() -> FIXTURE.get(PATH)).isInstanceOf(IOException.class);
        try (Socket socket = raw()) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int promised = Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1"));
            int came = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8).length;
            assertThat(came).isEqualTo(promised / 2);
        }
    }

    @Test
    void shouldResetBeforeTheHeadersOrInTheBody() throws Exception {
        FIXTURE.put("/_faults", "{\"reset\": \"before\", \"times\": 1}");
        try (Socket socket = raw()) {
            InputStream in = socket.getInputStream();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketException.class);
        }
        FIXTURE.put("/_faults", "{\"reset\": \"body\"}");
        assertThatThrownBy(() -> FIXTURE.get(PATH)).isInstanceOf(IOException.class);
        assertThat(SimulatorFixture.texts(FIXTURE.get("/_calls").json().path("calls"), "/status"))
                .startsWith("0", "200");
    }

    private static Socket raw() throws IOException {
        URI uri = URI.create(FIXTURE.simulator().url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void shouldDripAndEndWithTheCallerWhenItIsEndless() throws Exception {
        FIXTURE.put("/_faults", "{\"drip\": {\"bytesPerSecond\": 100000}, \"times\": 1}");
        assertThat(FIXTURE.get(PATH).json().path("razao_social").asText()).isNotEmpty();
        FIXTURE.put("/_faults", "{\"drip\": {\"bytesPerSecond\": 2000, \"endless\": true}}");
        HttpResponse<InputStream> response =
                FIXTURE.http().send(FIXTURE.request(PATH).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(6_000), StandardCharsets.UTF_8))
                    .startsWith("{\"cnpj\"")
                    .endsWith("   ");
            assertThat(FIXTURE.get("/_calls").json().path("open").asInt()).isEqualTo(1);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> FIXTURE.get("/_calls").json().path("open").asInt() == 0);
    }

    @Test
    void shouldHangUntilTheCallerGivesUp() throws Exception {
        FIXTURE.put("/_faults", "{\"hang\": true}");
        assertThatThrownBy(() -> FIXTURE.send(FIXTURE.request(PATH).timeout(Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> FIXTURE.get("/_calls").json().path("open").asInt() == 0);
    }

    @Test
    void shouldSendLargeBodiesOfValidJson() throws Exception {
        FIXTURE.put("/_faults", "{\"oversizedMiB\": 6, \"times\": 1}");
        Answer large = FIXTURE.get(PATH);
        assertThat(large.response().body()).hasSize(6 * 1024 * 1024);
        assertThat(large.json().path("padding").asText()).hasSizeGreaterThan(6_000_000);
        FIXTURE.put("/_faults", "{\"gzipBombMiB\": 20}");
        HttpResponse<byte[]> bomb =
                FIXTURE.http().send(FIXTURE.request(PATH).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(bomb.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(bomb.body()).hasSizeLessThan(200_000);
        try (InputStream expanded = new GZIPInputStream(new ByteArrayInputStream(bomb.body()))) {
            assertThat(expanded.skip(Long.MAX_VALUE)).isEqualTo(20L * 1024 * 1024);
        }
    }
}
