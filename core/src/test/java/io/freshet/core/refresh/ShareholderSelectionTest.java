package io.freshet.core.refresh;

import static io.freshet.core.refresh.Choices.COMPANY;
import static io.freshet.core.refresh.Choices.PERSON;
import static io.freshet.core.refresh.Choices.cached;
import static io.freshet.core.refresh.Choices.misfit;
import static io.freshet.core.refresh.Choices.nodes;
import static io.freshet.core.refresh.Choices.off;
import static io.freshet.core.refresh.Choices.unknown;
import static io.freshet.core.refresh.RefreshScope.SELECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.freshet.core.refresh.Selection.Selected;
import io.freshet.core.refresh.Selection.ShareholderProviders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom shareholders are asked of, a row for each rule. */
class ShareholderSelectionTest {

    private static final ProviderSelection SELECTION = new ProviderSelection(Choices.CATALOGUE);
    private static final String NODES = "/autoExecuteIntegrationsShareholders";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldChooseForShareholders(
            String sentence, int depth, ShareholderIntegrations wanted, RefreshedParty party, Selection expected) {
        RefreshOptions options = new RefreshOptions(SELECTED, List.of("global_pep"), null, wanted, depth, false);
        assertThat(SELECTION.ofRefresh(options, party)).isEqualTo(expected);
    }

    static Stream<Arguments> shouldChooseForShareholders() {
        return Stream.of(
                arguments(
                        "all active ones by type, of whatever country",
                        2,
                        ShareholderIntegrations.ALL_ACTIVE,
                        COMPANY,
                        nodes(
                                2,
                                List.of("global_lei", "br_basic", "br_credit", "global_pep", "gb_basic"),
                                List.of("global_pep", "br_person"))),
                arguments(
                        "group codes are merged into both lists where the type fits",
                        1,
                        new ShareholderIntegrations(
                                false, List.of("br_basic"), List.of("br_person"), List.of("screening")),
                        COMPANY,
                        nodes(1, List.of("global_pep", "br_credit", "br_basic"), List.of("global_pep", "br_person"))),
                arguments(
                        "groups are not resolved when all active ones are called",
                        1,
                        new ShareholderIntegrations(true, List.of("unread"), List.of(), List.of("unread")),
                        COMPANY,
                        nodes(
                                1,
                                List.of("global_lei", "br_basic", "br_credit", "global_pep", "gb_basic"),
                                List.of("global_pep", "br_person"))),
                arguments(
                        "each list keeps to itself",
                        1,
                        nodes(List.of("br_basic"), List.of("global_pep")),
                        COMPANY,
                        nodes(1, List.of("br_basic"), List.of("global_pep"))),
                arguments(
                        "empty lists call nobody for shareholders and the chain is followed all the same",
                        3,
                        nodes(List.of(), List.of()),
                        COMPANY,
                        nodes(3, List.of(), List.of())),
                arguments(
                        "not enabled and not fitting the list are told",
                        1,
                        nodes(List.of("br_costly", "br_person", "br_basic"), List.of("br_credit")),
                        COMPANY,
                        new Selected(
                                List.of("global_pep"),
                                List.of(),
                                false,
                                1,
                                new ShareholderProviders(
                                        List.of("br_basic"),
                                        List.of(),
                                        List.of(off("br_costly"), misfit("br_person"), misfit("br_credit"))))),
                arguments(
                        "an unknown code of the person list is named",
                        1,
                        nodes(List.of(), List.of("nope")),
                        COMPANY,
                        unknown(NODES + "/enrichments/person/0", "nope")),
                arguments(
                        "an unknown code of the company list is named",
                        1,
                        nodes(List.of("br_basic", "nope"), List.of()),
                        COMPANY,
                        unknown(NODES + "/enrichments/company/1", "nope")),
                arguments(
                        "an unknown group is named",
                        1,
                        new ShareholderIntegrations(false, List.of(), List.of(), List.of("nope")),
                        COMPANY,
                        unknown(NODES + "/enrichmentGroupRefs/0", "nope")),
                arguments(
                        "depth 0 has no shareholders and reads no wish",
                        0,
                        nodes(List.of("unread"), List.of()),
                        COMPANY,
                        cached("global_pep")),
                arguments(
                        "a person has no shareholders whatever the depth",
                        5,
                        nodes(List.of("unread"), List.of()),
                        PERSON,
                        cached("global_pep")));
    }
}
