package io.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingSlipTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void shouldFollowFromTheOperation(String operation, RoutingSlip slip, String stages) {
        assertThat(slip.stages())
                .containsExactlyElementsOf(
                        Arrays.stream(stages.split(" ")).map(Stage::valueOf).toList());
    }

    static Stream<Arguments> shouldFollowFromTheOperation() {
        PartyType company = PartyType.COMPANY;
        PartyType person = PartyType.PERSON;
        return Stream.of(
                arguments("refresh, depth 0", RoutingSlip.ofRefresh(company, false, 0, false), "ENRICH RULES"),
                arguments("refresh, basic_data", RoutingSlip.ofRefresh(company, true, 3, false), "ENRICH RULES"),
                arguments("refresh, a person", RoutingSlip.ofRefresh(person, false, 3, false), "ENRICH RULES"),
                arguments(
                        "refresh, depth 1", RoutingSlip.ofRefresh(company, false, 1, false), "ENRICH OWNERSHIP RULES"),
                arguments(
                        "refresh, depth 5", RoutingSlip.ofRefresh(company, false, 5, false), "ENRICH OWNERSHIP RULES"),
                arguments(
                        "refresh, skipRulesEngine, depth 0", RoutingSlip.ofRefresh(company, false, 0, true), "ENRICH"),
                arguments(
                        "refresh, skipRulesEngine, depth 5",
                        RoutingSlip.ofRefresh(company, false, 5, true),
                        "ENRICH OWNERSHIP"),
                arguments(
                        "refresh, skipRulesEngine, basic_data",
                        RoutingSlip.ofRefresh(company, true, 3, true),
                        "ENRICH"),
                arguments("refresh, skipRulesEngine, a person", RoutingSlip.ofRefresh(person, true, 0, true), "ENRICH"),
                arguments("execute enrichment", RoutingSlip.ofEnrichment(false), "ENRICH"),
                arguments("execute enrichment, a matrix listens", RoutingSlip.ofEnrichment(true), "ENRICH RULES"),
                arguments("analyze", RoutingSlip.ofAnalysis(false), "RULES"),
                arguments("analyze, enrichIfNeeded", RoutingSlip.ofAnalysis(true), "ENRICH RULES"),
                arguments("materialize", RoutingSlip.ofMaterialization(false, false), "OWNERSHIP"),
                arguments(
                        "materialize, runEnrichmentFirst",
                        RoutingSlip.ofMaterialization(true, false),
                        "ENRICH OWNERSHIP"),
                arguments("materialize, riskMatrixIds", RoutingSlip.ofMaterialization(false, true), "OWNERSHIP RULES"),
                arguments("automatic, depth 1", RoutingSlip.ofAutomatic(company, 1, false), "ENRICH OWNERSHIP RULES"),
                arguments("automatic, depth 0", RoutingSlip.ofAutomatic(company, 0, false), "ENRICH RULES"),
                arguments("automatic, a person", RoutingSlip.ofAutomatic(person, 2, false), "ENRICH RULES"),
                arguments(
                        "automatic, skipRulesExecution",
                        RoutingSlip.ofAutomatic(company, 2, true),
                        "ENRICH OWNERSHIP"));
    }

    @Test
    void shouldNameTheNextStage() {
        RoutingSlip slip = new RoutingSlip(List.of(Stage.ENRICH, Stage.RULES));
        assertThat(slip.after(Stage.ENRICH)).contains(Stage.RULES);
        assertThat(slip.after(Stage.RULES)).isEmpty();
        assertThat(slip.after(Stage.OWNERSHIP)).isEmpty();
    }

    @Test
    void shouldRefuseAStageThatStandsTwice() {
        assertThatThrownBy(() -> new RoutingSlip(List.of(Stage.ENRICH, Stage.ENRICH)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
