package io.freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {

    private static final Position LAST = new Position(
            Instant.parse("2026-03-01T12:00:00.123456Z"), UUID.fromString("0191d2f6-7a3c-7def-8123-00000000abcd"));

    @Test
    void shouldReadFiftyItemsFromTheStartWhenNothingIsSaid() {
        assertThat(page("/things")).isEqualTo(new PageRequest(50, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void shouldTakeTheLimit(int limit) {
        assertThat(page("/things?limit=" + limit)).isEqualTo(new PageRequest(limit, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "ten", "1000", "99999999999", "", "%20", "1&limit=2"})
    void shouldRefuseTheLimitWhenItIsNoNumberFrom1To200(String limit) {
        assertThat(faults("/things?limit=" + limit)).containsExactly("?limit");
    }

    @Test
    void shouldComeBackToThePositionWhenTheCursorIsSentWithTheSameFilters() {
        String cursor = cursorOf("/things?country=BR&limit=1");
        assertThat(page("/things?limit=3&cursor=" + cursor + "&country=BR")).isEqualTo(new PageRequest(3, LAST));
    }

    @Test
    void shouldRefuseTheCursorWhenItIsOfAnotherQuery() {
        String cursor = cursorOf("/things?country=BR");
        for (String other : List.of("/things?country=GB&", "/things?", "/others?country=BR&")) {
            assertThat(faults(other + "cursor=" + cursor)).as(other).containsExactly("?cursor");
        }
    }

    @Test
    void shouldRefuseTheCursorWhenItIsCutOrPatched() {
        String cursor = cursorOf("/things");
        for (String broken :
                List.of("x", "!!", cursor.substring(1), cursor + "AAAA", "A" + cursor.substring(1), "a".repeat(500))) {
            assertThat(faults("/things?cursor=" + broken)).as(broken).containsExactly("?cursor");
        }
    }

    @Test
    void shouldNotFailWhenTheCursorHoldsATimeThatThereIsNot() {
        byte[] bytes = Base64.getUrlDecoder().decode(cursorOf("/things"));
        Arrays.fill(bytes, 8, 16, (byte) 0x7f);
        String patched = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // A position beyond every row; PostgreSQL can hold it or the reader refuses it, never an error of the server's.
        assertThat(faults("/things?cursor=" + patched)).containsExactly("?cursor");
    }

    @Test
    void shouldNameEveryFault() {
        QueryReader reader = QueryReader.of(request("/things?id=1&at=now&wait=maybe&limit=0&nul=%00"));
        reader.uuid("id");
        reader.instant("at");
        reader.flag("wait");
        reader.text("nul", 10);
        reader.page();
        assertThat(catchThrowableOfType(ApiException.class, reader::finish).details())
                .extracting(ApiException.Detail::path)
                .containsExactly("?id", "?at", "?wait", "?nul", "?limit");
    }

    @Test
    void shouldSayThatNoPageFollowsWhenNoneDoes() {
        Map<String, Object> answer = QueryReader.of(HttpRequest.GET("/things")).answer(new Page<>(List.of("a"), null));
        assertThat(answer).containsEntry("success", true).containsEntry("items", List.of("a"));
        assertThat(answer.get("page")).hasToString("{next_cursor=null}");
    }

    private static String cursorOf(String uri) {
        QueryReader reader = reader(uri);
        reader.page();
        Object page = reader.answer(new Page<>(List.of("a"), LAST)).get("page");
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(page)).get("next_cursor"));
    }

    private static PageRequest page(String uri) {
        QueryReader reader = reader(uri);
        PageRequest page = reader.page();
        reader.finish();
        return page;
    }

    private static List<String> faults(String uri) {
        QueryReader reader = reader(uri);
        reader.page();
        return catchThrowableOfType(ApiException.class, reader::finish).details().stream()
                .map(ApiException.Detail::path)
                .toList();
    }

    private static QueryReader reader(String uri) {
        QueryReader reader = QueryReader.of(request(uri));
        reader.text("country", 2);
        return reader;
    }

    private static HttpRequest<?> request(String uri) {
        String[] parts = uri.split("\\?", 2);
        MutableHttpRequest<?> request = HttpRequest.GET(parts[0]);
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            if (!pair.isEmpty()) {
                String[] parameter = pair.split("=", 2);
                List<CharSequence> values =
                        new ArrayList<>(request.getParameters().getAll(parameter[0]));
                values.add(URLDecoder.decode(parameter[1], StandardCharsets.UTF_8));
                request.getParameters().add(parameter[0], values);
            }
        }
        return request;
    }
}
