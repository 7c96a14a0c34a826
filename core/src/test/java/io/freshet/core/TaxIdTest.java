package io.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxIdTest {

    @ParameterizedTest
    @CsvSource({
        "BR, COMPANY, 19131243000197, 19.131.243/0001-97",
        "BR, COMPANY, 19.131.243/0001-97, 19.131.243/0001-97",
        "BR, COMPANY, 12abc34501de35, 12.ABC.345/01DE-35",
        "BR, PERSON, 11144477735, 111.444.777-35",
        "GB, COMPANY, 8957400, 08957400",
        "GB, COMPANY, sc123456, SC123456",
        "NO, COMPANY, ' 923 609 016 ', 923 609 016",
    })
    void shouldStoreTheFormattedFormAndAcceptItAgain(String country, PartyType type, String raw, String stored) {
        assertThat(TaxId.normalize(country, type, raw)).isEqualTo(new TaxId.Valid(stored));
        assertThat(TaxId.normalize(country, type, stored)).isEqualTo(new TaxId.Valid(stored));
    }

    @ParameterizedTest
    @CsvSource({
        "BR, COMPANY, 19131243000198",
        "BR, COMPANY, 00000000000000",
        "BR, COMPANY, 1913124300019",
        "BR, PERSON, 11144477734",
        "BR, PERSON, 11111111111",
        "GB, COMPANY, 123456789",
        "GB, COMPANY, ''",
        "NO, COMPANY, ' '",
    })
    void shouldRefuseWhatIsNone(String country, PartyType type, String raw) {
        assertThat(TaxId.normalize(country, type, raw)).isInstanceOf(TaxId.Invalid.class);
    }

    @Test
    void shouldNoticeEachWrongDigitOfACnpj() {
        String valid = "19131243000197";
        for (int position = 0; position < valid.length(); position++) {
            char wrong = valid.charAt(position) == '9' ? '0' : (char) (valid.charAt(position) + 1);
            String changed = valid.substring(0, position) + wrong + valid.substring(position + 1);
            assertThat(TaxId.normalize("BR", PartyType.COMPANY, changed)).isInstanceOf(TaxId.Invalid.class);
        }
    }

    @Test
    void shouldCheckLeis() {
        assertThat(TaxId.isLei("5493001KJTIIGC8Y1R12")).isTrue();
        assertThat(TaxId.isLei("5493001KJTIIGC8Y1R13")).isFalse();
    }
}
