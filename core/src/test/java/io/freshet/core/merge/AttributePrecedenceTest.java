package io.freshet.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributePrecedenceTest {

    private static final List<ProviderRank> CATALOGUE = List.of(
            new ProviderRank("screening", false), new ProviderRank("register", true), new ProviderRank("gleif", false));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldBelieveBasicDataFirstThenTheCatalogueThenWhatHasLeftIt() throws Exception {
        AttributePrecedence rules = read("{\"default\": \"basic-data-first\"}");

        assertThat(order(rules, "")).containsExactly("register", "screening", "gleif", "a_gone", "b_gone");
    }

    @Test
    void shouldKeepToTheCatalogueWhenBasicDataIsNotToBeFirst() throws Exception {
        AttributePrecedence rules = read("{\"default\": \"catalogue-order\"}");

        assertThat(order(rules, "/fullName")).containsExactly("screening", "register", "gleif", "a_gone", "b_gone");
    }

    @Test
    void shouldTakeTheNearestRuleOfAnAttribute() throws Exception {
        AttributePrecedence rules = read("""
                {"default": "basic-data-first",
                 "attributes": {"/otherIds": ["screening"], "/otherIds/lei": ["gleif", "b_gone"]}}
                """);

        assertThat(order(rules, "/otherIds/lei")).containsExactly("gleif", "b_gone", "register", "screening", "a_gone");
        assertThat(order(rules, "/otherIds/vat")).containsExactly("screening", "register", "gleif", "a_gone", "b_gone");
        assertThat(order(rules, "/taxId")).containsExactly("register", "screening", "gleif", "a_gone", "b_gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | default: must be
            [] | default: must be
            {"default": "newest"} | default: must be
            {"default": "catalogue-order", "extra": 1} | extra: is not known
            {"default": "catalogue-order", "attributes": []} | attributes: must be an object
            {"default": "catalogue-order", "attributes": {"fullName": ["a"]}} | fullName: is no attribute
            {"default": "catalogue-order", "attributes": {"/nme": ["a"]}} | /nme: is no attribute
            {"default": "catalogue-order", "attributes": {"/address/city": ["a"]}} | /address/city: values of address are taken whole
            {"default": "catalogue-order", "attributes": {"/otherIds/lei/x": ["a"]}} | /otherIds/lei/x: values of otherIds are taken whole
            {"default": "catalogue-order", "attributes": {"/otherIds/": ["a"]}} | /otherIds/: ends with a slash
            {"default": "catalogue-order", "attributes": {"/taxId": "a"}} | /taxId: must be a list
            {"default": "catalogue-order", "attributes": {"/taxId": []}} | /taxId: must be a list
            {"default": "catalogue-order", "attributes": {"/taxId": ["A b"]}} | /taxId: "A b" is no code
            {"default": "catalogue-order", "attributes": {"/taxId": ["a", "a"]}} | /taxId: a stands twice
            """)
    void shouldNameTheFaultWhenTheRulesAreWrong(String document, String fault) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }

    private AttributePrecedence read(String document) throws Exception {
        return AttributePrecedence.read(json.readTree(document));
    }

    private static List<String> order(AttributePrecedence rules, String pointer) {
        return Stream.of("b_gone", "gleif", "a_gone", "screening", "register")
                .sorted(rules.order(CATALOGUE, pointer))
                .toList();
    }
}
