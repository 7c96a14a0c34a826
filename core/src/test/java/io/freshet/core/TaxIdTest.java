package io.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxIdTest {

    @ParameterizedTest(name = "{0} {1} {2} is stored as {3}")
    @CsvFileSource(resources = "/taxid/valid.csv", numLinesToSkip = 1)
    void shouldStoreTheFormattedFormAndAcceptItAgain(String country, PartyType type, String raw, String stored) {
        assertThat(TaxId.normalize(country, type, raw)).isEqualTo(new TaxId.Valid(stored));
        assertThat(TaxId.normalize(country, type, stored)).isEqualTo(new TaxId.Valid(stored));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvFileSource(resources = "/taxid/invalid.csv", numLinesToSkip = 1)
    void shouldRefuseWhatIsNoneAndSayWhy(String country, PartyType type, String raw, String reason) {
        assertThat(TaxId.normalize(country, type, raw))
                .isInstanceOfSatisfying(
                        TaxId.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"***.444.777-**", "•••444777••"})
    void shouldRefuseAMaskedOne(String raw) {
        for (String country : new String[] {"BR", "NO", "DE", ""}) {
            assertThat(TaxId.normalize(country, PartyType.PERSON, raw))
                    .isEqualTo(new TaxId.Invalid("the tax id is masked; give all of its characters"));
        }
    }

    @ParameterizedTest
    @CsvSource({"NO, ' '", "NO, '- /.'", "BR, ''"})
    void shouldRefuseWhatHasNoCharacters(String country, String raw) {
        assertThat(TaxId.normalize(country, PartyType.COMPANY, raw)).isInstanceOf(TaxId.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "BR, COMPANY, 19131243000197",
        "BR, COMPANY, 12ABC34501DE35",
        "BR, PERSON, 11144477735",
        "CO, COMPANY, 8600019861",
    })
    void shouldNoticeEachWrongDigit(String country, PartyType type, String valid) {
        for (int position = 0; position < valid.length(); position++) {
            if (Character.isDigit(valid.charAt(position))) {
                char wrong = valid.charAt(position) == '9' ? '0' : (char) (valid.charAt(position) + 1);
                String changed = valid.substring(0, position) + wrong + valid.substring(position + 1);
                assertThat(TaxId.normalize(country, type, changed)).isInstanceOf(TaxId.Invalid.class);
            }
        }
    }

    @Test
    void shouldBoundWhatIsNotChecked() {
        assertThat(TaxId.normalize("NO", PartyType.COMPANY, " " + "1".repeat(64) + " "))
                .isEqualTo(new TaxId.Valid("1".repeat(64)));
        assertThat(TaxId.normalize("NO", PartyType.COMPANY, "1".repeat(65))).isInstanceOf(TaxId.Invalid.class);
        assertThat(TaxId.normalize("NO", PartyType.COMPANY, "12\u000034")).isInstanceOf(TaxId.Invalid.class);
        assertThat(TaxId.normalize("NO", PartyType.COMPANY, "12\ud80034")).isInstanceOf(TaxId.Invalid.class);
    }

    @Test
    void shouldCheckLeis() {
        assertThat(TaxId.isLei("5493001KJTIIGC8Y1R12")).isTrue();
        assertThat(TaxId.isLei("5493001KJTIIGC8Y1R13")).isFalse();
    }

    @Test
    void shouldKeyACompanyByItsLeiHoweverItIsGiven() {
        PartyKey asTaxId = PartyKey.of(PartyType.COMPANY, "DE", "5493001KJTIIGC8Y1R12", null, null)
                .orElseThrow();
        PartyKey asLei = PartyKey.of(PartyType.COMPANY, "DE", null, "5493001KJTIIGC8Y1R12", null)
                .orElseThrow();
        assertThat(asTaxId).isEqualTo(asLei);
    }
}
