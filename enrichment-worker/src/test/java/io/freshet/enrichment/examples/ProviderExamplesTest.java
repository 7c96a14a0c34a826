package io.freshet.enrichment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped provider makes of its examples what they say, asked as the real one is asked. */
class ProviderExamplesTest {

    private final ExampleRunner runner = new ExampleRunner(Clock.systemUTC());

    static Stream<Arguments> examples() {
        return ShippedExamples.CATALOGUE.stream()
                .flatMap(provider -> ShippedExamples.files(provider.code()).stream()
                        .map(file ->
                                Arguments.argumentSet(provider.code() + "/" + file.getFileName(), provider, file)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldBecomeWhatTheExampleSays(ProviderDefinition provider, Path file) throws Exception {
        assertThat(runner.run(provider, ShippedExamples.read(file))).isEmpty();
    }

    /** What is found, and what is not or cannot be read, is shown of each. */
    @ParameterizedTest
    @MethodSource("providers")
    void shouldShowSixCasesOfEveryProviderAtLeast(ProviderDefinition provider) {
        List<Path> files = ShippedExamples.files(provider.code());
        Set<ExampleOutcome> outcomes = files.stream()
                .map(file -> ShippedExamples.read(file).expected().outcome())
                .collect(Collectors.toSet());
        assertThat(files).hasSizeGreaterThanOrEqualTo(6);
        assertThat(outcomes).contains(ExampleOutcome.FOUND).hasSizeGreaterThanOrEqualTo(3);
    }

    static Stream<ProviderDefinition> providers() {
        return ShippedExamples.CATALOGUE.stream();
    }

    @Test
    void shouldBeExamplesOfShippedProvidersAlone() {
        assertThat(ShippedExamples.CATALOGUE)
                .extracting(ProviderDefinition::code)
                .containsAll(ShippedExamples.codes());
    }
}
