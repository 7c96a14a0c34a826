package io.freshet.gateway.marketplace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant may set for a provider. */
class ParameterReaderTest {

    private static final Map<String, Provider.Parameter> DECLARED = Map.of(
            "scope", new Provider.Parameter("which lists", Pattern.compile("default|sanctions")),
            "limit", new Provider.Parameter("hits", Pattern.compile("[0-9]{1,3}")));

    @Test
    void shouldTakeWhatIsDeclared() throws Exception {
        assertThat(read("{\"parameters\": {\"scope\": \"sanctions\", \"limit\": 5}}"))
                .contains(Map.of("scope", "sanctions", "limit", "5"));
    }

    @Test
    void shouldUnsetAllWhenTheObjectIsEmptyAndNothingWhenThereIsNone() throws Exception {
        assertThat(read("{\"parameters\": {}}")).contains(Map.of());
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scope\": \"all\"} | /parameters/scope",
                "{\"scope\": \"sanctions and more\"} | /parameters/scope",
                "{\"scope\": null} | /parameters/scope",
                "{\"scope\": [\"sanctions\"]} | /parameters/scope",
                "{\"limit\": 5000} | /parameters/limit",
                "{\"a/b\": 1} | /parameters/a~1b",
                "[] | /parameters",
            })
    void shouldNameTheFieldThatNoCallWouldHeed(String parameters, String path) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read("{\"parameters\": " + parameters + "}"))
                .satisfies(e -> assertThat(e.details())
                        .extracting(ApiException.Detail::path)
                        .containsExactly(path));
    }

    private static Optional<Map<String, String>> read(String body) throws JsonProcessingException {
        BodyReader reader = BodyReader.of(new ObjectMapper().readTree(body));
        Optional<Map<String, String>> read = ParameterReader.read(reader, DECLARED);
        reader.finish();
        return read;
    }
}
