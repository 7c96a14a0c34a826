package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "United Kingdom|GB",
                "ENGLAND & WALES|GB",
                "England And Wales|GB",
                "United Kingdom (England And Wales)|GB",
                "Scotland|GB",
                " northern ireland |GB",
                "UK|GB",
                "London, England|GB",
                "U.K.|GB",
                "Ireland|IE",
                "Republic Of Ireland|IE",
                "Éire|IE",
                "Jersey|JE",
                "New Jersey|US",
                "Delaware, Usa|US",
                "State Of Delaware|US",
                "Delaware Usa|US",
                "United States Of America|US",
                "U.S.A.|US",
                "The Netherlands|NL",
                "British Virgin Islands|VG",
                "Virgin Islands, British|VG",
                "Virgin Islands (U.S.)|VI",
                "Cayman Islands|KY",
                "Hong Kong, China|HK",
                "People's Republic Of China|CN",
                "Republic of China|TW",
                "Republic Of Korea|KR",
                "Congo, The Democratic Republic of the|CD",
                "Guinea, Equatorial|GQ",
                "Türkiye|TR",
                "Turkey|TR",
                "DEU|DE",
                "St. Kitts And Nevis|KN",
                "Grand Duchy Of Luxembourg|LU",
                "State Of Qatar|QA",
                "State of Georgia|US",
                "Guernsey, Channel Islands|GG",
                "Ontario, Canada|CA",
                "Allemagne|DE",
                "Alemania|DE",
                "Alemanha|DE"
            })
    void shouldNameTheCountryWhenATextSaysIt(String text, String country) {
        assertThat(CountryNames.isoCountry(text)).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "CA",
                "DE",
                "Korea",
                "Virgin Islands",
                "Congo, Popular",
                "Companies House",
                "Europe",
                "United Kingdom And France",
                "France, Germany",
                "Channel Islands",
                "Not Applicable",
                "-",
                "12345",
                "Antilhas Holandesas"
            })
    void shouldNameNoneWhenATextIsNotClear(String text) {
        assertThat(CountryNames.isoCountry(text)).isNull();
    }

    @Test
    void shouldNameNoneWhenItIsNoText() {
        assertThat(CountryNames.isoCountry(null)).isNull();
        assertThat(CountryNames.isoCountry(105)).isNull();
        assertThat(CountryNames.isoCountry("france ".repeat(100))).isNull();
    }

    @Test
    void shouldKnowEveryCountryByItsNameInTheLanguagesOfTheRegisters() {
        SoftAssertions softly = new SoftAssertions();
        for (String code : Locale.getISOCountries()) {
            for (String language : List.of("en", "pt", "fr", "es")) {
                String name = Locale.of("", code).getDisplayCountry(Locale.of(language));
                softly.assertThat(CountryNames.isoCountry(name)).as(name).isEqualTo(code);
            }
        }
        softly.assertAll();
    }

    /** The Receita Federal's table of countries; those that are none today have no code there. */
    @Test
    void shouldReadTheTableOfTheReceita() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines("/documents/receita-countries.csv")) {
            String[] columns = line.split(";", -1);
            String expected = columns[2].isEmpty() ? null : columns[2];
            softly.assertThat(CountryNames.isoCountry(columns[1])).as(line).isEqualTo(expected);
        }
        softly.assertAll();
    }

    @Test
    void shouldBeCallableFromAMapping() throws JsonataMapping.MappingException {
        assertThat(evaluate("$isoCountry(name)", Map.of("name", "Ilhas Cayman")))
                .isEqualTo("KY");
        assertThat(evaluate("$isoCountry(name)", Map.of("name", "Nowhere"))).isNull();
        assertThat(evaluate("$isoCountry(name)", Map.of("name", List.of("France"))))
                .isNull();
        assertThat(evaluate("$isoCountry(name)", Map.of())).isNull();
        assertThat(evaluate("{\"c\": $isoCountry(missing), \"d\": 1}", Map.of()))
                .isEqualTo(Map.of("d", 1));
    }

    private static @Nullable Object evaluate(String expression, Object document)
            throws JsonataMapping.MappingException {
        return JsonataMapping.compile(expression).evaluate(document);
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(CountryNamesTest.class.getResourceAsStream(file), file)) {
            return Arrays.stream(new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
