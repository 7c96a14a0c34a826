package io.freshet.enrichment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerClassifierTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String JSON = "application/json";
    private static final List<ProviderDefinition> CATALOGUE = CatalogueReader.read(Map.of());
    private static final ProviderDefinition OPEN = provider("br_brasilapi_company_enrichment");
    private static final ProviderDefinition WITH_CREDENTIAL = provider("gb_companieshouse_company_enrichment");

    private static ProviderDefinition provider(String code) {
        return CATALOGUE.stream()
                .filter(provider -> provider.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                arguments(200, "{}", "found"),
                arguments(200, "", "unmappable: the answer is empty"),
                arguments(200, "  ", "unmappable: the answer is empty"),
                arguments(200, "[]", "unmappable: the answer is not a JSON object"),
                arguments(200, "null", "unmappable: the answer is not a JSON object"),
                arguments(200, "{\"a\":", "unmappable: the answer is not whole JSON"),
                arguments(200, "{} {}", "unmappable: the answer is not whole JSON"),
                arguments(200, "[".repeat(101), "unmappable: the answer is not whole JSON"),
                arguments(201, "{}", "unmappable: the status 201 comes with no document"),
                arguments(204, "", "unmappable: the answer is empty"),
                arguments(206, "{}", "unmappable: the status 206 comes with no document"),
                arguments(301, "", "rejected PROVIDER 301"),
                arguments(302, "{}", "rejected PROVIDER 302"),
                arguments(304, "", "rejected PROVIDER 304"),
                arguments(401, "{}", "rejected PROVIDER 401"),
                arguments(403, "{}", "rejected PROVIDER 403"),
                arguments(404, "", "not found"),
                arguments(405, "{}", "rejected PROVIDER 405"),
                arguments(408, "", "unavailable SERVER_ERROR 408"),
                arguments(410, "{}", "not found"),
                arguments(422, "{}", "rejected PROVIDER 422"),
                arguments(425, "", "unavailable SERVER_ERROR 425"),
                arguments(429, "", "throttled PT0S"),
                arguments(451, "", "rejected PROVIDER 451"),
                arguments(500, "{}", "unavailable SERVER_ERROR 500"),
                arguments(502, "<html>", "unavailable SERVER_ERROR 502"),
                arguments(503, "", "unavailable SERVER_ERROR 503"),
                arguments(504, "", "unavailable SERVER_ERROR 504"),
                arguments(599, "", "unavailable SERVER_ERROR 599"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void shouldTellWhatAStatusMeans(int status, String body, String expected) {
        assertThat(said(OPEN, status, Map.of("Content-Type", JSON), bytes(body)))
                .isEqualTo(expected);
    }

    @Test
    void shouldBlameTheCredentialWhenOneWasSent() {
        for (int status : new int[] {401, 403, 407}) {
            assertThat(said(WITH_CREDENTIAL, status, Map.of("Content-Type", JSON), bytes("{}")))
                    .isEqualTo("rejected CONFIGURATION " + status);
        }
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                arguments(429, "7", "throttled PT7S"),
                arguments(429, " 7 ", "throttled PT7S"),
                arguments(429, "0", "throttled PT0S"),
                arguments(429, "-5", "throttled PT0S"),
                arguments(429, "soon", "throttled PT0S"),
                arguments(429, "99999999999999999999", "throttled PT0S"),
                arguments(429, "86400", "throttled PT1H"),
                arguments(429, "Wed, 25 Nov 2026 12:00:30 GMT", "throttled PT30S"),
                arguments(429, "Wed, 25 Nov 2026 11:00:00 GMT", "throttled PT0S"),
                arguments(503, "Wed, 25 Nov 2026 12:01:00 GMT", "throttled PT1M"),
                arguments(503, "5", "throttled PT5S"),
                arguments(500, "5", "unavailable SERVER_ERROR 500"),
                arguments(504, "5", "unavailable SERVER_ERROR 504"));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void shouldObeyRetryAfterInBothForms(int status, String retryAfter, String expected) {
        assertThat(said(OPEN, status, Map.of("Content-Type", JSON, "Retry-After", retryAfter), bytes("{}")))
                .isEqualTo(expected);
    }

    @Test
    void shouldReadTheCharacterSetThatIsNamedAndTheByteOrderMark() {
        String document = "{\"name\": \"Ação\"}";
        assertThat(name("application/json; charset=ISO-8859-1", document.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Ação");
        assertThat(name("Application/Problem+JSON;charset=\"utf-8\"", bytes(document)))
                .isEqualTo("Ação");
        assertThat(name(JSON, bytes("\uFEFF" + document))).isEqualTo("Ação");
        assertThat(said(OPEN, 200, Map.of("Content-Type", JSON), document.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("unmappable: the answer is not whole JSON");
        assertThat(said(OPEN, 200, Map.of("Content-Type", "application/json; charset=klingon"), bytes(document)))
                .isEqualTo("unmappable: the answer is in an unknown character set");
    }

    @Test
    void shouldExpandGzipAloneAndOnlyToTheBound() throws IOException {
        assertThat(said(OPEN, 200, Map.of("Content-Type", JSON, "Content-Encoding", "gzip"), gzip(bytes("{}"))))
                .isEqualTo("found");
        assertThat(said(OPEN, 200, Map.of("Content-Type", JSON, "Content-Encoding", "X-GZIP"), gzip(bytes("{}"))))
                .isEqualTo("found");
        assertThat(said(OPEN, 200, Map.of("Content-Type", JSON, "Content-Encoding", "identity"), bytes("{}")))
                .isEqualTo("found");
        // A bomb: 200 MiB of blanks in a fifth of one
        assertThat(said(
                        OPEN,
                        200,
                        Map.of("Content-Type", JSON, "Content-Encoding", "gzip"),
                        gzip(new byte[200 * 1024 * 1024])))
                .isEqualTo("unmappable: the body is larger than 5 MiB");
        assertThat(said(OPEN, 200, Map.of("Content-Type", JSON, "Content-Encoding", "gzip"), bytes("{}")))
                .isEqualTo("unmappable: the answer is not whole JSON");
        for (String other : List.of("br", "deflate", "zstd", "gzip, gzip")) {
            assertThat(said(OPEN, 200, Map.of("Content-Type", JSON, "Content-Encoding", other), deflated(bytes("{}"))))
                    .isEqualTo("unmappable: the answer is encoded in a way that was not asked for");
        }
    }

    @Test
    void shouldSayThatAPageIsNoDocumentAndKeepItsBeginning() {
        String page = "<html>down" + "!".repeat(100_000) + "</html>";
        Answer answer = classify(OPEN, 200, Map.of("Content-Type", "text/html"), bytes(page));
        assertThat(answer)
                .isEqualTo(
                        new Answer.Unmappable("the answer is not JSON by its content type", page.substring(0, 65_536)));
        assertThat(said(OPEN, 200, Map.of(), bytes("{}")))
                .isEqualTo("unmappable: the answer is not JSON by its content type");
    }

    private static String name(String type, byte[] body) {
        Answer answer = classify(OPEN, 200, Map.of("Content-Type", type), body);
        return ((Answer.Found) answer).document().path("name").asText();
    }

    private static String said(ProviderDefinition provider, int status, Map<String, String> headers, byte[] body) {
        return switch (classify(provider, status, headers, body)) {
            case Answer.Found found -> "found";
            case Answer.NotFound none -> "not found";
            case Answer.Throttled throttled -> "throttled " + throttled.retryAfter();
            case Answer.Unavailable unavailable -> "unavailable " + unavailable.reason() + ' ' + unavailable.status();
            case Answer.Rejected rejected -> "rejected " + rejected.refusal() + ' ' + rejected.status();
            case Answer.Unmappable unmappable -> "unmappable: " + unmappable.detail();
            case Answer.NotCalled held -> "not called";
        };
    }

    private static Answer classify(ProviderDefinition provider, int status, Map<String, String> headers, byte[] body) {
        return AnswerClassifier.classify(provider, new FakeResponse(status, headers, body), NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(content);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // The shape of the answer that it stands for.
    private record FakeResponse(int statusCode, Map<String, String> fields, byte[] body)
            implements HttpResponse<byte[]> {

        @Override
        public HttpHeaders headers() {
            Map<String, List<String>> values = new HashMap<>();
            fields.forEach((name, value) -> values.put(name, List.of(value)));
            return HttpHeaders.of(values, (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://localhost/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
