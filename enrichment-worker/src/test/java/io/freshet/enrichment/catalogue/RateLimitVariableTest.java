package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.freshet.enrichment.catalogue.ProviderDefinition.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract with a provider that allows more, or less, than its file says. */
class RateLimitVariableTest {

    private static final String VARIABLE = "FRESHET_PROVIDER_RATE_LIMIT_COMPANIESHOUSE";

    private static Optional<RateLimit> limit(Map<String, String> environment) {
        return CatalogueReader.read(environment).stream()
                .filter(provider -> provider.listing().vendor().equals("companieshouse"))
                .findFirst()
                .orElseThrow()
                .policy()
                .rateLimit();
    }

    @Test
    void shouldTakeTheFilesLimitWhenThereIsNoVariable() {
        assertThat(limit(Map.of())).contains(new RateLimit(600, Duration.ofMinutes(5)));
    }

    @Test
    void shouldTakeTheVariablesLimitOrNone() {
        assertThat(limit(Map.of(VARIABLE, "60/10s"))).contains(new RateLimit(60, Duration.ofSeconds(10)));
        assertThat(limit(Map.of(VARIABLE, "none"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "off", "0/10s", "60", "60/", "60/10", "60/1ms", "60/48h", "-1/10s", "60/10s "})
    void shouldNameTheVariableWhenItIsWrong(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limit(Map.of(VARIABLE, value)))
                .withMessageContaining(VARIABLE)
                .withMessageContaining("/rateLimit");
    }

    @Test
    void shouldTakeTheVariablesConcurrencyOrNameIt() {
        String variable = "FRESHET_PROVIDER_CONCURRENCY_COMPANIESHOUSE";
        assertThat(concurrency(Map.of())).isEqualTo(16);
        assertThat(concurrency(Map.of(variable, "128"))).isEqualTo(128);
        for (String wrong : List.of("", "0", "-1", "1001", "many")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> concurrency(Map.of(variable, wrong)))
                    .withMessageContaining(variable);
        }
    }

    private static int concurrency(Map<String, String> environment) {
        return CatalogueReader.read(environment).stream()
                .filter(provider -> provider.vendor().equals("companieshouse"))
                .findFirst()
                .orElseThrow()
                .concurrency();
    }
}
