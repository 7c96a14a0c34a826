package io.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingSlipTest {

    @ParameterizedTest(name = "{0}, basic data {1}, depth {2}, skip rules {3} -> {4}")
    @CsvSource({
        "COMPANY, false, 0, false, ENRICH RULES",
        "COMPANY, false, 0, true,  ENRICH",
        "COMPANY, false, 1, false, ENRICH OWNERSHIP RULES",
        "COMPANY, false, 5, true,  ENRICH OWNERSHIP",
        "COMPANY, true,  3, false, ENRICH RULES",
        "COMPANY, true,  3, true,  ENRICH",
        "PERSON,  false, 3, false, ENRICH RULES",
        "PERSON,  true,  0, true,  ENRICH",
    })
    void shouldFollowFromTheRequest(PartyType type, boolean basicData, int depth, boolean skipRules, String stages) {
        RoutingSlip slip = RoutingSlip.ofRefresh(type, basicData, depth, skipRules);
        assertThat(slip.stages())
                .containsExactlyElementsOf(
                        Arrays.stream(stages.split(" ")).map(Stage::valueOf).toList());
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
