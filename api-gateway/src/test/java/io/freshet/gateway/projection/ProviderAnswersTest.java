package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode REGISTER = success("fullName", "taxId");
    private static final JsonNode SCREENING = success("screening");
    private static final JsonNode UNKNOWN = failure("not_found");
    private static final JsonNode NOT_ASKED = failure("validation");

    @Test
    void shouldBeAnswersWhenARegisterKnowsTheParty() {
        assertThat(any(REGISTER)).isTrue();
        assertThat(any(UNKNOWN, REGISTER, failure("timeout"))).isTrue();
        assertThat(any(success("fullName", "screening"), UNKNOWN)).isTrue();
    }

    @Test
    void shouldCountAScreeningWhenNobodyElseCouldBeAsked() {
        assertThat(any(SCREENING)).isTrue();
        assertThat(any(SCREENING, NOT_ASKED)).isTrue();
    }

    @Test
    void shouldNotCountAScreeningWhenOthersDidNotKnowTheParty() {
        assertThat(any(SCREENING, UNKNOWN)).isFalse();
        assertThat(any(SCREENING, failure("provider_error"), NOT_ASKED)).isFalse();
        assertThat(any(SCREENING, null)).isFalse();
    }

    @Test
    void shouldBeNoAnswerWhenAllFailed() {
        assertThat(any(UNKNOWN, NOT_ASKED)).isFalse();
        assertThat(any(NOT_ASKED)).isFalse();
        assertThat(any((JsonNode) null)).isFalse();
    }

    private static boolean any(@Nullable JsonNode... outcomes) {
        return ProviderAnswers.any(Arrays.asList(outcomes));
    }

    private static JsonNode success(String... fields) {
        return JSON.valueToTree(Map.of("success", true, "fieldsEnriched", Arrays.asList(fields)));
    }

    private static JsonNode failure(String category) {
        return JSON.valueToTree(Map.of("success", false, "error", Map.of("category", category)));
    }
}
