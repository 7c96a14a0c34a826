package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

    private static final PathTemplate TEMPLATE = PathTemplate.of("/v1/{taxId:digits}?scope={parameter:scope}");

    @Test
    void shouldEncodeWhatItFillsIn() {
        assertThat(TEMPLATE.fill(Map.of("taxId", "19.131.243/0001-97", "parameter:scope", "a&b=c d/é")))
                .contains("/v1/19131243000197?scope=a%26b%3Dc%20d%2F%C3%A9");
    }

    @Test
    void shouldTakeValuesAsTheyAreWhenTheyLookLikeAPlaceholder() {
        assertThat(TEMPLATE.fill(Map.of("taxId", "1", "parameter:scope", "{taxId} $1")))
                .contains("/v1/1?scope=%7BtaxId%7D%20%241");
    }

    @Test
    void shouldHaveNoPathWhenAValueIsMissingOrNamesAnotherFolder() {
        for (String value : new String[] {"", " ", "..", "."}) {
            assertThat(TEMPLATE.fill(Map.of("taxId", "1", "parameter:scope", value)))
                    .isEmpty();
        }
        assertThat(TEMPLATE.fill(Map.of("taxId", "--", "parameter:scope", "x"))).isEmpty();
        assertThat(TEMPLATE.fill(Map.of("taxId", "1"))).isEmpty();
    }

    @Test
    void shouldNameItsPlaces() {
        assertThat(TEMPLATE.places()).containsExactly("taxId", "parameter:scope");
    }

    @Test
    void shouldRefuseABraceAlone() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.of("/v1/{taxId"));
    }
}
