package io.freshet.core.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a refresh renames its entity, a row for each rule; the entity is called Old. */
class NameSyncTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            true keeps the name                                        | LEGACY     | true  | Full | Basic | Old   | KEPT
            true keeps it in basic_data                                | BASIC_DATA | true  | Full | Basic | Old   | KEPT
            true keeps it in all_active                                | ALL_ACTIVE | true  | Full | -     | Old   | KEPT
            false takes the basic-data mapping's name in basic_data    | BASIC_DATA | false | Full | Basic | Basic | BASIC_DATA
            false takes normalized fullName in all_active              | ALL_ACTIVE | false | Full | Basic | Full  | FULL_NAME
            false takes normalized fullName in selected                | SELECTED   | false | Full | Basic | Full  | FULL_NAME
            false takes normalized fullName without a scope            | LEGACY     | false | Full | Basic | Full  | FULL_NAME
            absent takes normalized fullName in basic_data             | BASIC_DATA | -     | Full | Basic | Full  | FULL_NAME
            absent takes normalized fullName in all_active             | ALL_ACTIVE | -     | Full | -     | Full  | FULL_NAME
            absent takes normalized fullName without a scope           | LEGACY     | -     | Full | -     | Full  | FULL_NAME
            absent takes it only if it differs                         | LEGACY     | -     | Old  | -     | Old   | KEPT
            false takes the mapping's only if it differs               | BASIC_DATA | false | Full | Old   | Old   | KEPT
            nothing normalized keeps the name                          | LEGACY     | -     | -    | Basic | Old   | KEPT
            a mapping without a name keeps it                          | BASIC_DATA | false | Full | -     | Old   | KEPT
            a blank name is none                                       | LEGACY     | -     | ' '  | -     | Old   | KEPT
            """)
    void shouldNameTheRoot(
            String sentence,
            RefreshScope scope,
            @Nullable Boolean preserveName,
            @Nullable String fullName,
            @Nullable String basicDataName,
            String name,
            NameSync.Source source) {
        NameSync.Found found = new NameSync.Found(fullName, basicDataName);
        assertThat(NameSync.ofRoot(scope, preserveName, "Old", found)).isEqualTo(new NameSync.Outcome(name, source));
    }

    @ParameterizedTest(name = "without a successful enrichment the name stays: scope {0}, preserveName {1}")
    @CsvSource(
            nullValues = "-",
            value = {"BASIC_DATA, false", "BASIC_DATA, -", "ALL_ACTIVE, false", "LEGACY, -", "LEGACY, true"})
    void shouldKeepTheNameWhenNothingSucceeded(RefreshScope scope, @Nullable Boolean preserveName) {
        assertThat(NameSync.ofRoot(scope, preserveName, "Old", null))
                .isEqualTo(new NameSync.Outcome("Old", NameSync.Source.KEPT));
    }

    @ParameterizedTest(name = "a shareholder called {0} for whom {1} was found is called {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "Old, Full, Full, FULL_NAME",
                "Old, -, Old, KEPT",
                "-, Full, Full, FULL_NAME",
                "Old, Old, Old, KEPT"
            })
    void shouldNameAShareholderAsLegacy(
            @Nullable String current, @Nullable String fullName, String name, NameSync.Source source) {
        assertThat(NameSync.ofShareholder(current, new NameSync.Found(fullName, "Basic")))
                .isEqualTo(new NameSync.Outcome(name, source));
    }
}
