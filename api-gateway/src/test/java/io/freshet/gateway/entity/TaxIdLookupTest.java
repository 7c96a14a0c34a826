package io.freshet.gateway.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import org.junit.jupiter.api.Test;

class TaxIdLookupTest {

    @Test
    void shouldMeanOnePartyWhenCountryAndTypeAreNamed() {
        TaxIdLookup lookup = TaxIdLookup.of("10.004.951/0001-92", "br", PartyType.COMPANY);
        assertThat(lookup.partyKeys()).containsExactly("company:BR:10004951000192");
        assertThat(lookup.numbers()).containsExactly("10004951000192");
    }

    @Test
    void shouldMeanNobodyWhenTheCountrysRulesRefuseIt() {
        assertThat(TaxIdLookup.of("10004951000193", "BR", PartyType.COMPANY).partyKeys())
                .isEmpty();
        assertThat(TaxIdLookup.of("***004951**", null, null).partyKeys()).isEmpty();
    }

    @Test
    void shouldMeanWhoeverMayHaveItWhenNothingIsNamed() {
        assertThat(TaxIdLookup.of("10004951000192", null, null).partyKeys())
                .contains("company:BR:10004951000192", "company:US:10004951000192", "person:US:10004951000192")
                .doesNotContain("company:GB:10004951000192");
    }

    @Test
    void shouldKnowALeiInEveryCountry() {
        assertThat(TaxIdLookup.of("5493001KJTIIGC8Y1R12", null, PartyType.COMPANY)
                        .partyKeys())
                .containsExactly("lei:5493001KJTIIGC8Y1R12");
    }
}
