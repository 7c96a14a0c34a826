package io.freshet.enrichment.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a subject stands in the address of a request. */
class RequestPathTest {

    private static final String TEMPLATE = "/v1/{taxId:digits}?scope={parameter:scope}";

    @Test
    void shouldFillInWhatTheCallerGives() {
        assertThat(HttpProvider.path(TEMPLATE, subject(Map.of("scope", "a&b=c", "other", "x"))))
                .contains("/v1/19131243000197?scope=a%26b%3Dc");
    }

    @Test
    void shouldHaveNoPathWhenAParameterIsMissing() {
        assertThat(HttpProvider.path(TEMPLATE, subject(Map.of("other", "x")))).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatNoPlaceNames() {
        assertThat(HttpProvider.path("/v1/{taxId:digits}", subject(Map.of("scope", "full"))))
                .contains("/v1/19131243000197");
    }

    private static Subject subject(Map<String, String> parameters) {
        return new Subject("BR", "19.131.243/0001-97", null, null, parameters);
    }
}
