package io.freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.freshet.gateway.failure.PartAwayException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {

    private final ErrorResponses responses = new ErrorResponses();

    @Test
    void shouldSayWhenToComeBackWhenAPartIsAway() {
        PartAwayException away = new PartAwayException("PostgreSQL", new IOException("refused"));
        for (Throwable failure : List.of(away, new IllegalStateException("wrapped", away))) {
            HttpResponse<?> response = responses.any(HttpRequest.GET("/entities"), failure);
            assertThat(response.code()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isEqualTo("5");
            assertThat(error(response).get("code")).isEqualTo("unavailable");
        }
    }

    @Test
    void shouldNotTellWhatWentWrongInsideWhenItIsNobodysFault() {
        HttpResponse<?> response =
                responses.any(HttpRequest.GET("/entities"), new IllegalStateException("a secret of ours"));
        assertThat(response.code()).isEqualTo(500);
        assertThat(error(response).get("code")).isEqualTo("internal");
        assertThat(String.valueOf(response.body())).doesNotContain("secret");
    }

    @Test
    void shouldNameLineAndColumnWhenTheDecoderHidesThem() throws IOException {
        try (JsonParser parser = new JsonFactory().createParser("{\n\"name\": }")) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
        } catch (JsonParseException e) {
            CodecException decoded = new CodecException("Error decoding", new JsonSyntaxException(e));
            Map<?, ?> error = error(responses.any(HttpRequest.POST("/entities", ""), decoded));
            assertThat(error.get("code")).isEqualTo("validation_error");
            assertThat(error.get("message")).asString().contains("line 2", "column");
            return;
        }
        throw new AssertionError("that is no JSON");
    }

    @Test
    void shouldDocumentEveryCodeWithItsStatus() throws IOException {
        String documented = Files.readString(
                Path.of("").toAbsolutePath().resolveSibling("docs").resolve("errors.md"));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(documented)
                    .contains("| `" + code.code() + "` | " + code.status().getCode() + " |");
        }
    }

    private static Map<?, ?> error(HttpResponse<?> response) {
        Map<?, ?> envelope = (Map<?, ?>) Objects.requireNonNull(response.body());
        return (Map<?, ?>) Objects.requireNonNull(envelope.get("error"));
    }
}
