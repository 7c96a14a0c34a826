package io.freshet.core.refresh;

import static io.freshet.core.refresh.Choices.COMPANY;
import static io.freshet.core.refresh.Choices.PERSON;
import static io.freshet.core.refresh.Choices.allActiveBut;
import static io.freshet.core.refresh.Choices.deep;
import static io.freshet.core.refresh.Choices.integrations;
import static io.freshet.core.refresh.Choices.legacy;
import static io.freshet.core.refresh.Choices.scope;
import static io.freshet.core.refresh.RefreshScope.ALL_ACTIVE;
import static io.freshet.core.refresh.RefreshScope.BASIC_DATA;
import static io.freshet.core.refresh.RefreshScope.SELECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.freshet.core.PartyType;
import io.freshet.core.refresh.Selection.Name;
import io.freshet.core.refresh.Selection.NoCountryStrategy;
import io.freshet.core.refresh.Selection.NoProviders;
import io.freshet.core.refresh.Selection.NothingNamed;
import io.freshet.core.refresh.Selection.Reason;
import io.freshet.core.refresh.Selection.Rejected;
import io.freshet.core.refresh.Selection.Selected;
import io.freshet.core.refresh.Selection.ShareholderProviders;
import io.freshet.core.refresh.Selection.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of provider selection, a row each. */
class ProviderSelectionTest {

    private static final ProviderSelection SELECTION = new ProviderSelection(Choices.CATALOGUE);
    private static final String ROOT = "/autoExecuteIntegrations";
    private static final String NODES = "/autoExecuteIntegrationsShareholders";

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
                        SELECTION.ofMaterialization(COMPANY),
                        fresh("br_credit", "br_basic")),
                arguments(
                        "materialize: a strategy without such providers",
                        SELECTION.ofMaterialization(in("GB")),
                        new NoCountryStrategy()));
    }

    private static RefreshedParty in(String country) {
        return new RefreshedParty(PartyType.COMPANY, country);
    }

    private static ShareholderIntegrations nodes(List<String> companies, List<String> persons) {
        return new ShareholderIntegrations(false, companies, persons, List.of());
    }

    private static Selection nodes(int depth, List<String> companies, List<String> persons) {
        return new Selected(
                List.of("global_pep"),
                List.of(),
                false,
                depth,
                new ShareholderProviders(companies, persons, List.of()));
    }

    private static Selection cached(String... codes) {
        return new Selected(List.of(codes), List.of(), false, 0, ShareholderProviders.NONE);
    }

    private static Selection fresh(String... codes) {
        return new Selected(List.of(codes), List.of(), true, 0, ShareholderProviders.NONE);
    }

    private static Selection rejecting(List<String> codes, Rejected... rejected) {
        return new Selected(codes, List.of(rejected), false, 0, ShareholderProviders.NONE);
    }

    private static Selection unknown(String pointer, String name) {
        return new Unknown(List.of(new Name(pointer, name)));
    }

    private static Rejected off(String code) {
        return new Rejected(code, Reason.NOT_ENABLED);
    }

    private static Rejected misfit(String code) {
        return new Rejected(code, Reason.DOES_NOT_FIT);
    }
}
