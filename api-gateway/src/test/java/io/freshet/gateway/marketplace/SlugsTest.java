package io.freshet.gateway.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource({
        "KYB basic, kyb-basic",
        "  Çedilha & Söhne!  , cedilha-sohne",
        "ﬁne, fine",
        "A.B, a-b",
        "--x1--, x1",
    })
    void shouldMakeASlugOfAName(String name, String slug) {
        assertThat(Slugs.of(name)).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a", "日本", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})
    void shouldMakeNoneWhenTooLittleIsLeft(String name) {
        assertThat(Slugs.of(name)).isEmpty();
    }

    @Test
    void shouldCutALongNameAndLeaveNoDashAtTheEnd() {
        assertThat(Slugs.of("a".repeat(62) + " b")).contains("a".repeat(62));
        assertThat(Slugs.of("a".repeat(80))).contains("a".repeat(63));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1", "a b", "a", "ä1", "a_b", ""})
    void shouldRefuseWhatIsNoSlug(String text) {
        assertThat(Slugs.isSlug(text)).isFalse();
    }
}
