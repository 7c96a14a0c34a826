package io.freshet.core.refresh;

import static io.freshet.core.refresh.Choices.COMPANY;
import static io.freshet.core.refresh.Choices.PERSON;
import static io.freshet.core.refresh.Choices.allActiveBut;
import static io.freshet.core.refresh.Choices.cached;
import static io.freshet.core.refresh.Choices.fresh;
import static io.freshet.core.refresh.Choices.in;
import static io.freshet.core.refresh.Choices.integrations;
import static io.freshet.core.refresh.Choices.nodes;
import static io.freshet.core.refresh.Choices.off;
import static io.freshet.core.refresh.Choices.rejecting;
import static io.freshet.core.refresh.Choices.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.freshet.core.refresh.Selection.NoCountryStrategy;
import io.freshet.core.refresh.Selection.NothingNamed;
import io.freshet.core.refresh.Selection.Selected;
import io.freshet.core.refresh.Selection.ShareholderProviders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the operations beside the refresh call, a row for each rule. */
class OperationSelectionTest {

    private static final ProviderSelection SELECTION = new ProviderSelection(Choices.CATALOGUE);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldChooseForOtherOperations(String sentence, Selection actual, Selection expected) {
        assertThat(actual).isEqualTo(expected);
    }

    static Stream<Arguments> shouldChooseForOtherOperations() {
        ShareholderIntegrations all = ShareholderIntegrations.ALL_ACTIVE;
        return Stream.of(
                arguments(
                        "enrich: groups in order, then codes, duplicates dropped",
                        SELECTION.ofEnrichment(
                                List.of("kyb", "screening"), List.of("br_basic", "global_lei"), false, COMPANY),
                        cached("br_credit", "global_lei", "global_pep", "br_basic")),
                arguments(
                        "enrich: codes alone are enough",
                        SELECTION.ofEnrichment(List.of(), List.of("br_basic"), true, COMPANY),
                        fresh("br_basic")),
                arguments(
                        "enrich: at least one of both lists",
                        SELECTION.ofEnrichment(List.of(), List.of(), false, COMPANY),
                        new NothingNamed("/integrationCodes")),
                arguments(
                        "enrich: unknown code",
                        SELECTION.ofEnrichment(List.of(), List.of("nope"), false, COMPANY),
                        unknown("/integrationCodes/0", "nope")),
                arguments(
                        "enrich: unknown group",
                        SELECTION.ofEnrichment(List.of("nope"), List.of(), false, COMPANY),
                        unknown("/enrichmentGroupRefs/0", "nope")),
                arguments(
                        "enrich: not enabled is a failed outcome",
                        SELECTION.ofEnrichment(List.of(), List.of("br_costly", "br_basic"), false, COMPANY),
                        rejecting(List.of("br_basic"), off("br_costly"))),
                arguments(
                        "automatic: basic data first, then as named",
                        SELECTION.ofAutomatic(integrations(List.of("kyb"), List.of(), List.of()), all, 0, COMPANY),
                        fresh("br_basic", "br_credit", "global_lei")),
                arguments(
                        "automatic: all active ones",
                        SELECTION.ofAutomatic(allActiveBut("global_lei"), all, 0, COMPANY),
                        fresh("br_basic", "br_credit", "global_pep")),
                arguments(
                        "automatic: without integrations basic data alone",
                        SELECTION.ofAutomatic(null, all, 0, COMPANY),
                        fresh("br_basic")),
                arguments(
                        "automatic: without integrations and without a strategy",
                        SELECTION.ofAutomatic(null, all, 0, PERSON),
                        new NoCountryStrategy()),
                arguments(
                        "automatic: without a strategy what is named",
                        SELECTION.ofAutomatic(integrations(List.of(), List.of("br_person"), List.of()), all, 0, PERSON),
                        fresh("br_person")),
                arguments(
                        "automatic: shareholders by depth",
                        SELECTION.ofAutomatic(null, nodes(List.of("br_basic"), List.of("br_person")), 2, COMPANY),
                        new Selected(
                                List.of("br_basic"),
                                List.of(),
                                true,
                                2,
                                new ShareholderProviders(List.of("br_basic"), List.of("br_person"), List.of()))),
                arguments(
                        "analyze: with no codes all active ones",
                        SELECTION.ofAnalysis(List.of(), PERSON),
                        cached("global_pep", "br_person")),
                arguments(
                        "analyze: the codes", SELECTION.ofAnalysis(List.of("br_person"), PERSON), cached("br_person")),
                arguments(
                        "materialize: those that the strategy needs for relations, always fresh",
                        SELECTION.ofMaterialization(all, 0, COMPANY),
                        fresh("br_credit", "br_basic")),
                arguments(
                        "materialize: a strategy without such providers",
                        SELECTION.ofMaterialization(all, 1, in("GB")),
                        new NoCountryStrategy()),
                arguments(
                        "materialize: shareholders as the body says",
                        SELECTION.ofMaterialization(nodes(List.of("br_basic"), List.of()), 2, COMPANY),
                        new Selected(
                                List.of("br_credit", "br_basic"),
                                List.of(),
                                true,
                                2,
                                new ShareholderProviders(List.of("br_basic"), List.of(), List.of()))),
                arguments(
                        "materialize from what is known: nobody is asked about the root",
                        SELECTION.ofKnownRoot(nodes(List.of("br_basic"), List.of()), 1),
                        new Selected(
                                List.of(),
                                List.of(),
                                true,
                                1,
                                new ShareholderProviders(List.of("br_basic"), List.of(), List.of()))),
                arguments(
                        "materialize from what is known: unknown code",
                        SELECTION.ofKnownRoot(nodes(List.of("nope"), List.of()), 1),
                        unknown("/autoExecuteIntegrationsShareholders/enrichments/company/0", "nope")));
    }
}
