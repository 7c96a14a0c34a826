package io.freshet.ownership.tree;

import static io.freshet.ownership.tree.Register.NOW;
import static io.freshet.ownership.tree.Register.STRIKES_AT;
import static io.freshet.ownership.tree.Register.company;
import static io.freshet.ownership.tree.Register.id;
import static io.freshet.ownership.tree.Register.node;
import static io.freshet.ownership.tree.Register.person;
import static io.freshet.ownership.tree.Register.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.core.NormalizedProfile.Share;
import io.freshet.ownership.tree.Node.Reason;
import io.freshet.ownership.tree.Node.State;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnershipTreeTest {

    private static final OwnershipTree START = OwnershipTree.start(plan(5), Register.ROOT, STRIKES_AT);

    @Test
    void shouldBeTheRootAloneWhenItHasNoHolders() {
        // When
        Resolution resolution = new Register().resolve(plan(2));

        // Then
        assertThat(resolution.nodes())
                .containsExactly(new Node(OwnershipTree.ROOT, Register.ROOT, 0, State.ENRICHED, null));
        assertThat(resolution.unknownShare()).isEqualTo(100);
        assertThat(resolution.resolvedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldResolveWhenTheRootFailed() {
        // When
        Resolution resolution = new Register().fails("ROOT").resolve(plan(2));

        // Then
        assertThat(node(resolution, OwnershipTree.ROOT).state()).isEqualTo(State.FAILED);
    }

    @Test
    void shouldListWhatLiesBelowTheDepthWhenAChainIsLonger() {
        // Given
        Register register =
                new Register().holds("A", 100, "ROOT").holds("B", 60, "A").holds("C", 50, "B");

        // When
        Resolution resolution = register.resolve(plan(2));

        // Then
        assertThat(node(resolution, id("B"))).isEqualTo(new Node(id("B"), company("B"), 2, State.ENRICHED, null));
        assertThat(node(resolution, id("C")).reason()).isEqualTo(Reason.DEPTH_LIMIT);
        assertThat(resolution.truncated()).containsExactly(id("C"));
        assertThat(resolution.depthReached()).isEqualTo(2);
        assertThat(resolution.edges()).hasSize(3);
    }

    @Test
    void shouldAskOnceWhenANodeIsReachedTwice() {
        // Given
        Register register = new Register()
                .holds("A", 50, "ROOT")
                .holds("B", 50, "ROOT")
                .holds("C", 10, "A")
                .holds("C", 20, "B");

        // When
        Register.Run run = register.run(plan(3), new Random(1));

        // Then
        assertThat(run.commands()).containsOnlyKeys(id("A"), id("B"), id("C")).containsEntry(id("C"), 1);
        assertThat(run.resolution().edges())
                .filteredOn(edge -> edge.owner().equals(id("C")))
                .extracting(Edge::owned)
                .containsExactly(id("A"), id("B"));
    }

    @Test
    void shouldEndWhenHoldingsAreMutualOrOfItself() {
        // Given
        Register register = new Register()
                .holds("A", 50, "ROOT")
                .holds("ROOT", 5, "ROOT")
                .holds("B", 40, "A")
                .holds("A", 30, "B")
                .holds("ROOT", 10, "B");

        // When
        Resolution resolution = register.resolve(plan(5));

        // Then
        assertThat(resolution.nodes()).extracting(Node::id).containsExactly(OwnershipTree.ROOT, id("A"), id("B"));
        assertThat(resolution.edges()).hasSize(5);
        assertThat(resolution.truncated()).isEmpty();
    }

    @Test
    void shouldFollowFurtherWhenAShorterPathIsFoundLater() {
        // Given: S is met at depth 3 first, where its holder is below the limit, and at depth 1 when Z answers
        Register register = new Register()
                .holds("A", 60, "ROOT")
                .holds("B", 100, "A")
                .holds("S", 100, "B")
                .holds("T", 100, "S")
                .holds("Z", 40, "ROOT")
                .holds("S", 100, "Z");
        OwnershipTree tree = START.onEnriched(register.answer(OwnershipTree.ROOT), NOW)
                .tree()
                .onEnriched(register.answer(id("A")), NOW)
                .tree();

        // When
        Resolution resolution = register.resolve(plan(3));

        // Then
        assertThat(tree.asked()).containsKey(id("B"));
        assertThat(node(resolution, id("S")).depth()).isEqualTo(2);
        assertThat(node(resolution, id("T")).state()).isEqualTo(State.ENRICHED);
        assertThat(resolution.truncated()).isEmpty();
    }

    @Test
    void shouldNeitherAskNorMergeWhenAnIdentifierIsMissingOrMasked() {
        // Given
        Register register = new Register()
                .holds(person("***331387**", "Ana Lima"), 30, "ROOT")
                .holds(person(null, "Ana  Lima"), 20, "ROOT")
                .holds(person(null, "ANA LIMA"), 10, "ROOT");

        // When
        Resolution resolution = register.resolve(new Plan(2, 500, 200, List.of(Register.PERSONS)));

        // Then
        assertThat(resolution.nodes())
                .extracting(Node::id, Node::reason)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("leaf:root/ana-lima", Reason.MASKED_IDENTIFIER),
                        org.assertj.core.groups.Tuple.tuple("leaf:root/ana-lima#2", Reason.NO_IDENTIFIER),
                        org.assertj.core.groups.Tuple.tuple("leaf:root/ana-lima#3", Reason.NO_IDENTIFIER));
        assertThat(resolution.unknownShare()).isEqualTo(40, within(1e-9));
    }

    @Test
    void shouldAskAboutAPersonOnlyWhenAProviderFits() {
        // Given
        Party person = person("12345678909", "Ana");
        Register register = new Register().holds(person, 100, "ROOT");

        // When
        Resolution without = register.resolve(plan(2));
        Resolution with = register.resolve(new Plan(2, 500, 200, List.of(Register.COMPANIES, Register.PERSONS)));

        // Then
        assertThat(node(without, id(person)).reason()).isEqualTo(Reason.NO_PROVIDER);
        assertThat(node(with, id(person)).state()).isEqualTo(State.ENRICHED);
    }

    @Test
    void shouldShowAndNotFollowWhenAHoldingHasCeased() {
        // Given
        Register register = new Register().held("A", "ROOT", "2020-01-01").holds("B", 30, "ROOT");

        // When
        Register.Run run = register.run(plan(3), new Random(2));

        // Then
        assertThat(run.commands()).containsOnlyKeys(id("B"));
        assertThat(node(run.resolution(), id("A")).reason()).isEqualTo(Reason.CEASED);
        assertThat(run.resolution().edges()).hasSize(2);
        assertThat(run.resolution().unknownShare()).isEqualTo(70);
    }

    @Test
    void shouldTakeTheLowerBoundWhenTheShareIsABand() {
        // Given
        Register register = new Register()
                .holds(new Holding(company("A"), new Share(25, 50), null, null, null, null, null), "ROOT")
                .holds(new Holding(company("B"), null, null, null, null, null, null), "ROOT");

        // When
        Resolution resolution = register.resolve(plan(1));

        // Then
        assertThat(resolution.unknownShare()).isEqualTo(75);
    }

    @Test
    void shouldKeepTheLargestHoldingsWhenALimitCuts() {
        // Given
        Register register = new Register()
                .holds("A", 10, "ROOT")
                .holds("B", 40, "ROOT")
                .holds("C", 30, "ROOT")
                .holds("D", 20, "ROOT");

        // When
        Resolution byChildren = register.resolve(new Plan(2, 500, 2, List.of(Register.COMPANIES)));
        Resolution byNodes = register.resolve(new Plan(2, 4, 200, List.of(Register.COMPANIES)));

        // Then
        assertThat(byChildren.truncated()).containsExactly(id("A"), id("D"));
        assertThat(node(byChildren, id("D")).reason()).isEqualTo(Reason.CHILD_LIMIT);
        assertThat(byNodes.truncated()).containsExactly(id("A"));
        assertThat(node(byNodes, id("A")).reason()).isEqualTo(Reason.NODE_LIMIT);
    }

    @Test
    void shouldKeepAFailedNodeWhenItsEnrichmentFailed() {
        // When
        Resolution resolution = new Register().holds("A", 10, "ROOT").fails("A").resolve(plan(2));

        // Then
        assertThat(node(resolution, id("A")).state()).isEqualTo(State.FAILED);
    }

    @Test
    void shouldNotSpendTheBudgetAgainAndAgainWhenBranchesAnswerInReverse() {
        // Given: whichever branch answers fills the budget, until a larger one takes its place
        Register register = new Register();
        for (int branch = 1; branch <= 5; branch++) {
            register.holds("H" + branch, 60 - branch, "ROOT");
            for (int child = 0; child < 10; child++) {
                register.holds("C" + branch + child, 10, "H" + branch);
            }
        }
        Plan plan = new Plan(3, 10, 200, List.of(Register.COMPANIES));
        OwnershipTree tree = OwnershipTree.start(plan, Register.ROOT, STRIKES_AT)
                .onEnriched(register.answer(OwnershipTree.ROOT), NOW)
                .tree();

        // When
        for (int branch = 5; branch >= 1; branch--) {
            tree = tree.onEnriched(register.answer(id("H" + branch)), NOW).tree();
        }

        // Then: the root, the five branches, four children of the first to answer, four of the largest
        assertThat(tree.asked()).hasSize(14).containsKeys(id("C50"), id("C10"));
    }
}
