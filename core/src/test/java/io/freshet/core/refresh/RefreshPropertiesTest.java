package io.freshet.core.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.RoutingSlip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every request, catalogue and row. */
class RefreshPropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> CODES =
            Choices.CATALOGUE.providers().stream().map(CatalogueProvider::code).toList();

    @Property
    @Label("gap-fill never overwrites, and filling again changes nothing")
    void shouldNeverOverwriteWhenFillingGaps(
            @ForAll("objects") ObjectNode current, @ForAll("objects") ObjectNode mapped) {
        ProfileSync.Outcome filled =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, true, PartyType.COMPANY, current, mapped);
        assertKept(current, filled.entityData());
        ProfileSync.Outcome again =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, true, PartyType.COMPANY, filled.entityData(), mapped);
        assertThat(again.entityData()).isEqualTo(filled.entityData());
        assertThat(again.changedPaths()).isEmpty();
    }

    @Property
    @Label("replacing leaves nothing of the old profile behind, and nothing else changes")
    void shouldLeaveNothingBehindWhenReplacing(
            @ForAll("objects") ObjectNode current, @ForAll("objects") ObjectNode mapped) {
        ProfileSync.Outcome replaced =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, false, PartyType.COMPANY, current, mapped);
        ObjectNode expected = current.deepCopy();
        if (!mapped.isEmpty()) {
            expected.set("company", mapped);
        }
        assertThat(replaced.entityData()).isEqualTo(expected);
    }

    @Property
    @Label("changed paths are those whose values differ")
    void shouldReportWhatChanged(
            @ForAll("objects") ObjectNode current, @ForAll("objects") ObjectNode mapped, @ForAll boolean preserve) {
        ProfileSync.Outcome outcome =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, preserve, PartyType.COMPANY, current, mapped);
        assertThat(outcome.changedPaths().isEmpty())
                .isEqualTo(outcome.entityData().equals(current));
        for (String path : outcome.changedPaths()) {
            assertThat(outcome.entityData().at(path)).as(path).isNotEqualTo(current.at(path));
        }
    }

    @Property
    @Label("a legacy body never touches entityData, and no call changes what it was given")
    void shouldNeverTouchDataOfALegacyBody(
            @ForAll("objects") ObjectNode current,
            @ForAll("objects") ObjectNode mapped,
            @ForAll("flags") List<Boolean> preserve,
            @ForAll RefreshScope scope) {
        ObjectNode before = current.deepCopy();
        ProfileSync.Outcome outcome = ProfileSync.ofRoot(
                scope, preserve.isEmpty() ? null : preserve.getFirst(), PartyType.COMPANY, current, mapped);
        assertThat(current).isEqualTo(before);
        if (scope != RefreshScope.BASIC_DATA || preserve.isEmpty()) {
            assertThat(outcome.entityData()).isEqualTo(before);
        }
    }

    @Property
    @Label("a selection has no code twice, none excluded, none that is both called and rejected")
    void shouldSelectEachCodeOnceAndNoneExcluded(
            @ForAll("integrations") Integrations integrations,
            @ForAll PartyType type,
            @ForAll @IntRange(max = 5) int depth) {
        Selection selection = select(integrations, type, depth);
        if (selection instanceof Selection.Selected selected) {
            List<String> named = new ArrayList<>(selected.toCall());
            selected.rejected().forEach(rejected -> named.add(rejected.code()));
            assertThat(named).doesNotHaveDuplicates().noneMatch(integrations.excluded()::contains);
            assertThat(selected.toCall()).isNotEmpty();
            assertThat(selected.shareholders().companies()).doesNotHaveDuplicates();
        }
    }

    @Property
    @Label("the order is that of first naming, and asking twice gives the same")
    void shouldKeepTheOrderOfNaming(@ForAll("codes") List<String> codes, @ForAll PartyType type) {
        Integrations integrations = new Integrations(false, codes, List.of(), List.of());
        Selection selection = select(integrations, type, 0);
        assertThat(select(integrations, type, 0)).isEqualTo(selection);
        if (selection instanceof Selection.Selected selected) {
            List<String> order = codes.stream()
                    .distinct()
                    .filter(selected.toCall()::contains)
                    .toList();
            assertThat(selected.toCall()).isEqualTo(order);
        }
    }

    @Property
    @Label("a slip has no stage twice and keeps the order of the stages")
    void shouldHaveNoStageTwiceOnASlip(
            @ForAll PartyType type, @ForAll boolean one, @ForAll boolean other, @ForAll @IntRange(max = 5) int depth) {
        for (RoutingSlip slip : List.of(
                RoutingSlip.ofRefresh(type, one, depth, other),
                RoutingSlip.ofEnrichment(one),
                RoutingSlip.ofAnalysis(one),
                RoutingSlip.ofMaterialization(one, !one),
                RoutingSlip.ofAutomatic(type, depth, one))) {
            assertThat(slip.stages()).doesNotHaveDuplicates().isSorted().isNotEmpty();
        }
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return object(3);
    }

    @Provide
    Arbitrary<List<Boolean>> flags() {
        return Arbitraries.of(true, false).list().ofMaxSize(1);
    }

    @Provide
    Arbitrary<List<String>> codes() {
        return Arbitraries.of(CODES).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<Integrations> integrations() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        codes(),
                        Arbitraries.of("kyb", "screening").list().ofMaxSize(3),
                        Arbitraries.of(CODES).list().ofMaxSize(3))
                .as(Integrations::new);
    }

    private static Selection select(Integrations integrations, PartyType type, int depth) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.LEGACY, List.of(), integrations, ShareholderIntegrations.ALL_ACTIVE, depth, false);
        return new ProviderSelection(Choices.CATALOGUE).ofRefresh(options, new RefreshedParty(type, "BR"));
    }

    /** Few keys, so that what is there and what comes meet often. */
    private static Arbitrary<ObjectNode> object(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.of(
                JSON.nullNode(),
                JSON.textNode(""),
                JSON.textNode("x"),
                JSON.numberNode(0),
                JSON.booleanNode(false),
                JSON.arrayNode(),
                JSON.arrayNode().add(1),
                JSON.objectNode());
        Arbitrary<JsonNode> value =
                depth == 0 ? leaf : Arbitraries.oneOf(leaf, object(depth - 1).map(node -> node));
        return Arbitraries.maps(Arbitraries.of("company", "a", "b", "c/d"), value)
                .ofMaxSize(4)
                .map(fields -> {
                    ObjectNode node = JSON.objectNode();
                    fields.forEach((key, child) -> node.set(key, child.deepCopy()));
                    return node;
                });
    }

    /** Every value that was no gap is there as it was. */
    private static void assertKept(JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            JsonNode was = field.getValue();
            boolean gap = was.isNull() || (was.isContainerNode() && was.isEmpty()) || was.equals(JSON.textNode(""));
            if (was.isObject() && !gap) {
                assertKept(was, after.path(field.getKey()));
            } else if (!gap) {
                assertThat(after.path(field.getKey())).isEqualTo(was);
            }
        }
    }
}
