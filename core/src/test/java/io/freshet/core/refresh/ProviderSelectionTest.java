package io.freshet.core.refresh;

import static io.freshet.core.refresh.Choices.COMPANY;
import static io.freshet.core.refresh.Choices.PERSON;
import static io.freshet.core.refresh.Choices.allActiveBut;
import static io.freshet.core.refresh.Choices.cached;
import static io.freshet.core.refresh.Choices.deep;
import static io.freshet.core.refresh.Choices.fresh;
import static io.freshet.core.refresh.Choices.in;
import static io.freshet.core.refresh.Choices.integrations;
import static io.freshet.core.refresh.Choices.legacy;
import static io.freshet.core.refresh.Choices.misfit;
import static io.freshet.core.refresh.Choices.nodes;
import static io.freshet.core.refresh.Choices.off;
import static io.freshet.core.refresh.Choices.rejecting;
import static io.freshet.core.refresh.Choices.scope;
import static io.freshet.core.refresh.Choices.unknown;
import static io.freshet.core.refresh.RefreshScope.ALL_ACTIVE;
import static io.freshet.core.refresh.RefreshScope.BASIC_DATA;
import static io.freshet.core.refresh.RefreshScope.SELECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.freshet.core.refresh.Selection.NoCountryStrategy;
import io.freshet.core.refresh.Selection.NoProviders;
import io.freshet.core.refresh.Selection.NothingNamed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the root of a refresh is asked of, a row for each rule. */
class ProviderSelectionTest {

    private static final ProviderSelection SELECTION = new ProviderSelection(Choices.CATALOGUE);
    private static final String ROOT = "/autoExecuteIntegrations";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldChooseForTheRootOfARefresh(
            String sentence, RefreshOptions options, RefreshedParty party, Selection expected) {
        assertThat(SELECTION.ofRefresh(options, party)).isEqualTo(expected);
    }

    static Stream<Arguments> shouldChooseForTheRootOfARefresh() {
        return Stream.of(
                arguments(
                        "basic_data calls the one provider of the strategy, always fresh",
                        scope(BASIC_DATA),
                        COMPANY,
                        fresh("br_basic")),
                arguments(
                        "basic_data forces depth 0 and never looks at shareholders",
                        deep(BASIC_DATA, 5, nodes(List.of("unread"), List.of())),
                        COMPANY,
                        fresh("br_basic")),
                arguments(
                        "basic_data ignores provider codes, even unknown ones",
                        scope(BASIC_DATA, "unread"),
                        COMPANY,
                        fresh("br_basic")),
                arguments(
                        "basic_data without a strategy for the type",
                        scope(BASIC_DATA),
                        PERSON,
                        new NoCountryStrategy()),
                arguments(
                        "basic_data without a strategy for the country",
                        scope(BASIC_DATA),
                        in("FR"),
                        new NoCountryStrategy()),
                arguments(
                        "basic_data of a party without a country", scope(BASIC_DATA), in(""), new NoCountryStrategy()),
                arguments(
                        "basic_data whose provider left the catalogue",
                        scope(BASIC_DATA),
                        in("XX"),
                        new NoCountryStrategy()),
                arguments(
                        "basic_data whose provider is not enabled leaves nothing to call",
                        scope(BASIC_DATA),
                        in("CO"),
                        new NoProviders(List.of(off("br_costly")))),
                arguments(
                        "all_active takes every active provider that fits, basic data first",
                        scope(ALL_ACTIVE),
                        COMPANY,
                        cached("br_basic", "global_lei", "br_credit", "global_pep")),
                arguments(
                        "all_active takes only what fits the type",
                        scope(ALL_ACTIVE),
                        PERSON,
                        cached("global_pep", "br_person")),
                arguments(
                        "all_active takes only what fits the country",
                        scope(ALL_ACTIVE),
                        in("FR"),
                        cached("global_lei", "global_pep")),
                arguments(
                        "all_active ignores provider codes, even unknown ones",
                        scope(ALL_ACTIVE, "unread"),
                        PERSON,
                        cached("global_pep", "br_person")),
                arguments(
                        "a scope replaces autoExecuteIntegrations",
                        new RefreshOptions(
                                ALL_ACTIVE,
                                List.of(),
                                integrations(List.of("unread"), List.of(), List.of()),
                                ShareholderIntegrations.ALL_ACTIVE,
                                0,
                                false),
                        PERSON,
                        cached("global_pep", "br_person")),
                arguments(
                        "selected calls exactly the codes, in their order",
                        scope(SELECTED, "global_pep", "br_basic"),
                        COMPANY,
                        cached("global_pep", "br_basic")),
                arguments(
                        "selected takes a code once",
                        scope(SELECTED, "br_basic", "global_pep", "br_basic"),
                        COMPANY,
                        cached("br_basic", "global_pep")),
                arguments("selected needs codes", scope(SELECTED), COMPANY, new NothingNamed("/providerCodes")),
                arguments(
                        "a code that the catalogue lacks is named",
                        scope(SELECTED, "br_basic", "nope"),
                        COMPANY,
                        unknown("/providerCodes/1", "nope")),
                arguments(
                        "known but not enabled is a failed outcome and the job goes on",
                        scope(SELECTED, "br_costly", "br_basic"),
                        COMPANY,
                        rejecting(List.of("br_basic"), off("br_costly"))),
                arguments(
                        "known but not fitting the country is a failed outcome",
                        scope(SELECTED, "gb_basic", "br_basic"),
                        COMPANY,
                        rejecting(List.of("br_basic"), misfit("gb_basic"))),
                arguments(
                        "known but not fitting the type is a failed outcome",
                        scope(SELECTED, "br_person", "br_basic"),
                        COMPANY,
                        rejecting(List.of("br_basic"), misfit("br_person"))),
                arguments(
                        "nothing left to call",
                        scope(SELECTED, "gb_basic", "br_costly"),
                        COMPANY,
                        new NoProviders(List.of(misfit("gb_basic"), off("br_costly")))),
                arguments(
                        "without a scope and without autoExecuteIntegrations as all_active",
                        legacy(null),
                        COMPANY,
                        cached("br_basic", "global_lei", "br_credit", "global_pep")),
                arguments(
                        "executeAllActiveEnrichments makes lists void, even unknown names",
                        legacy(allActiveBut()),
                        COMPANY,
                        cached("br_basic", "global_lei", "br_credit", "global_pep")),
                arguments(
                        "excludeEnrichments is taken off all active ones too",
                        legacy(allActiveBut("global_lei", "br_basic")),
                        COMPANY,
                        cached("br_credit", "global_pep")),
                arguments(
                        "groups are expanded in order, each in its own order",
                        legacy(integrations(List.of("screening", "kyb"), List.of(), List.of())),
                        COMPANY,
                        cached("global_pep", "br_credit", "global_lei")),
                arguments(
                        "a group may be named by its UUID",
                        legacy(integrations(List.of(Choices.groupId().toUpperCase(Locale.ROOT)), List.of(), List.of())),
                        COMPANY,
                        cached("br_credit", "global_lei")),
                arguments(
                        "then enrichments, first seen wins",
                        legacy(integrations(List.of("kyb"), List.of("br_basic", "br_credit"), List.of())),
                        COMPANY,
                        cached("br_credit", "global_lei", "br_basic")),
                arguments(
                        "then minus excludeEnrichments",
                        legacy(integrations(List.of("kyb"), List.of("br_basic"), List.of("global_lei"))),
                        COMPANY,
                        cached("br_credit", "br_basic")),
                arguments(
                        "an excluded code is not a failed outcome either",
                        legacy(integrations(List.of(), List.of("br_basic", "br_costly"), List.of("br_costly"))),
                        COMPANY,
                        cached("br_basic")),
                arguments(
                        "an unknown group is named",
                        legacy(integrations(List.of("kyb", "nope"), List.of(), List.of())),
                        COMPANY,
                        unknown(ROOT + "/enrichmentGroupRefs/1", "nope")),
                arguments(
                        "a code from a group gets no special treatment",
                        legacy(integrations(List.of("stale"), List.of(), List.of())),
                        COMPANY,
                        unknown(ROOT + "/enrichmentGroupRefs/0", "gone")),
                arguments(
                        "an unknown enrichment is named",
                        legacy(integrations(List.of(), List.of("nope"), List.of())),
                        COMPANY,
                        unknown(ROOT + "/enrichments/0", "nope")),
                arguments(
                        "an unknown exclusion is named, since it would exclude nothing",
                        legacy(allActiveBut("nope")),
                        COMPANY,
                        unknown(ROOT + "/excludeEnrichments/0", "nope")),
                arguments(
                        "empty lists leave nothing to call",
                        legacy(integrations(List.of(), List.of(), List.of())),
                        COMPANY,
                        new NoProviders(List.of())),
                arguments(
                        "excluding everything leaves nothing to call",
                        legacy(integrations(List.of(), List.of("br_basic"), List.of("br_basic"))),
                        COMPANY,
                        new NoProviders(List.of())),
                arguments(
                        "forceRefresh skips the cache",
                        new RefreshOptions(ALL_ACTIVE, List.of(), null, ShareholderIntegrations.ALL_ACTIVE, 0, true),
                        PERSON,
                        fresh("global_pep", "br_person")));
    }
}
