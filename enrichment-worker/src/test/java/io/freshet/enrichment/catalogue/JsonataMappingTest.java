package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonataMappingTest {

    /** Lists with several items inside functions, over many parties: the bound of depth must not count these. */
    @Test
    void shouldMapAsManyPartiesAsThereAre() throws MappingException {
        List<Object> parties = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            parties.add(Map.of("name", "party " + i, "role", "b"));
        }
        Object mapped = evaluate(
                "($isOwner := function($p) { $p.role in [\"a\", \"b\", \"c\"] }; parties[$isOwner($)].{\"name\": name, \"all\": [name, role]})",
                Map.of("parties", parties));
        assertThat(mapped).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1_000);
    }

    @Test
    void shouldEndWhenAnExpressionNeverDoes() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> evaluate("($f := function($n) { 1 + $f($n + 1) }; $f(1))", Map.of()));
    }

    @Test
    void shouldReadTextsAndNumbersAsText() throws MappingException {
        assertThat(evaluate("$text(v)", Map.of("v", "  two \t words\u00A0"))).isEqualTo("two words\u00A0");
        assertThat(evaluate("$text(v)", Map.of("v", 42))).isEqualTo("42");
        assertThat(evaluate("$text(v)", Map.of("v", 1.5e9))).isEqualTo("1500000000");
        assertThat(evaluate("$text(v)", Map.of("v", "  "))).isNull();
        assertThat(evaluate("$text(v)", Map.of("v", true))).isNull();
        assertThat(evaluate("$text(v)", Map.of("v", List.of("a")))).isNull();
        assertThat(evaluate("$text(v)", Map.of())).isNull();
    }

    @Test
    void shouldTakeTheObjectsOfAList() throws MappingException {
        Map<String, Object> one = Map.of("n", 1);
        assertThat(evaluate("[$objects(v)]", Map.of("v", Arrays.asList(one, "x", null, 3, List.of(one)))))
                .isEqualTo(List.of(one));
        assertThat(evaluate("$objects(v).n", Map.of("v", one))).isEqualTo(1);
        assertThat(evaluate("$objects(v)", Map.of("v", "x"))).isNull();
        assertThat(evaluate("{\"list\": [$objects(v)]}", Map.of())).isEqualTo(Map.of("list", List.of()));
    }

    @Test
    void shouldStoreOnlyIdentifiersThatAreValid() throws MappingException {
        assertThat(evaluate("$taxId(\"BR\", \"company\", v)", Map.of("v", "12abc34501de35")))
                .isEqualTo("12.ABC.345/01DE-35");
        assertThat(evaluate("$taxId(\"BR\", \"company\", v)", Map.of("v", "12ABC34501DE99")))
                .isNull();
        assertThat(evaluate("$taxId(\"BR\", \"person\", v)", Map.of("v", "***123456**")))
                .isNull();
        assertThat(evaluate("$taxId(\"GB\", \"company\", v)", Map.of("v", "sc 1234")))
                .isEqualTo("SC001234");
        assertThat(evaluate("$taxId(\"US\", \"company\", v)", Map.of("v", "1234567")))
                .isNull();
        assertThat(evaluate("$taxId(c, k, v)", Map.of("v", 12))).isNull();
    }

    @Test
    void shouldTakeTheDateOfAText() throws MappingException {
        assertThat(evaluate("$isoDate(v)", Map.of("v", "2016-02-29"))).isEqualTo("2016-02-29");
        assertThat(evaluate("$isoDate(v)", Map.of("v", "2016-02-29T23:59:59Z"))).isEqualTo("2016-02-29");
        assertThat(evaluate("$isoDate(v)", Map.of("v", "2017-02-29"))).isNull();
        assertThat(evaluate("$isoDate(v)", Map.of("v", "29/02/2016"))).isNull();
        assertThat(evaluate("$isoDate(v)", Map.of("v", 20160229))).isNull();
    }

    private static @Nullable Object evaluate(String expression, Object document) throws MappingException {
        return JsonataMapping.compile(expression).evaluate(document);
    }
}
