package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFunctionsTest {

    @ParameterizedTest
    @CsvSource({
        "2007-06-05T00:00:00Z, 2007-06-05",
        "2017-06-30T18:30:00Z, 2017-07-01",
        "1899-12-31T23:00:00Z, 1900-01-01",
        "2013-10-03T03:00:00Z, 2013-10-03",
        "2024-02-28T23:00:00.000Z, 2024-02-29",
        "2007-06-05T00:00:00+02:00, 2007-06-05",
        "2007-06-05T00:00:00-03:00, 2007-06-05",
        "2007-06-05, 2007-06-05"
    })
    void shouldFindTheDayWhenAMidnightIsToldInUtc(String text, String day) {
        assertThat(MappingFunctions.nearestDay(text)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-31T00:00:00Z",
                "2023-02-31",
                "2007-06-05T25:00:00Z",
                "2007-06-05T00:00:00",
                "+999999999-12-31T23:00:00Z",
                "-0001-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "soon"
            })
    void shouldGiveNothingWhenThereIsNoDay(String text) {
        assertThat(MappingFunctions.nearestDay(text)).isNull();
    }

    @Test
    void shouldGiveNothingWhenItIsNoText() {
        assertThat(MappingFunctions.nearestDay(null)).isNull();
        assertThat(MappingFunctions.nearestDay(20070605)).isNull();
        assertThat(MappingFunctions.nearestDay(List.of("2007-06-05"))).isNull();
    }
}
