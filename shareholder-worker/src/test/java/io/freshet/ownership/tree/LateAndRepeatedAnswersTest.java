package io.freshet.ownership.tree;

import static io.freshet.ownership.tree.Register.NOW;
import static io.freshet.ownership.tree.Register.STRIKES_AT;
import static io.freshet.ownership.tree.Register.company;
import static io.freshet.ownership.tree.Register.id;
import static io.freshet.ownership.tree.Register.node;
import static io.freshet.ownership.tree.Register.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ownership.tree.Node.Reason;
import io.freshet.ownership.tree.Node.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a tree when time runs out, and when answers come twice, late or unasked. */
class LateAndRepeatedAnswersTest {

    private static final OwnershipTree START = OwnershipTree.start(plan(5), Register.ROOT, STRIKES_AT);

    @Test
    void shouldResolveWithWhatIsThereWhenTheDeadlineStrikes() {
        // Given
        Register register = new Register().holds("A", 60, "ROOT").holds("B", 40, "ROOT");
        OwnershipTree tree = START.onEnriched(register.answer(OwnershipTree.ROOT), NOW)
                .tree()
                .onEnriched(register.answer(id("B")), NOW)
                .tree();

        // When
        TreeStep early = tree.onDeadline(STRIKES_AT.minusMillis(1));
        TreeStep step = tree.onDeadline(STRIKES_AT);

        // Then
        assertThat(early).isEqualTo(new TreeStep(tree, List.of(), early.resolved()));
        assertThat(early.resolved()).isEmpty();
        Resolution resolution = step.resolved().orElseThrow();
        assertThat(node(resolution, id("A")))
                .isEqualTo(new Node(id("A"), company("A"), 1, State.TIMED_OUT, Reason.DEADLINE));
        assertThat(node(resolution, id("B")).state()).isEqualTo(State.ENRICHED);
        assertThat(resolution.truncated()).containsExactly(id("A"));
        assertThat(step.tree().onDeadline(STRIKES_AT.plusSeconds(1)).resolved()).isEmpty();
    }

    @Test
    void shouldNotAskAnyMoreWhenAnAnswerComesAfterTheDeadline() {
        // When
        TreeStep step = START.onEnriched(new Register().holds("A", 60, "ROOT").answer(OwnershipTree.ROOT), STRIKES_AT);

        // Then
        assertThat(step.commands()).isEmpty();
        assertThat(node(step.resolved().orElseThrow(), id("A")).state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void shouldRepeatWhatFollowedAndIsUnansweredWhenAnAnswerIsRepeated() {
        // Given
        Register register = new Register().holds("A", 60, "ROOT").holds("B", 40, "ROOT");
        TreeStep first = START.onEnriched(register.answer(OwnershipTree.ROOT), NOW);
        OwnershipTree answered =
                first.tree().onEnriched(register.answer(id("A")), NOW).tree();

        // When
        TreeStep again = first.tree().onEnriched(register.answer(OwnershipTree.ROOT), NOW.plusSeconds(5));
        TreeStep later = answered.onEnriched(register.answer(OwnershipTree.ROOT), NOW.plusSeconds(5));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(later.tree()).isSameAs(answered);
        assertThat(later.commands()).extracting(Ask::nodeId).containsExactly(id("B"));
    }

    @Test
    void shouldRepeatTheResolutionOnlyWhenTheAnswerThatSettledIsRepeated() {
        // Given
        Register register = new Register().holds("A", 60, "ROOT").holds("B", 40, "ROOT");
        OwnershipTree tree = START.onEnriched(register.answer(OwnershipTree.ROOT), NOW)
                .tree()
                .onEnriched(register.answer(id("A")), NOW)
                .tree();
        TreeStep settled = tree.onEnriched(register.answer(id("B")), NOW);

        // When
        TreeStep again = settled.tree().onEnriched(register.answer(id("B")), NOW.plusSeconds(9));
        TreeStep other = settled.tree().onEnriched(register.answer(id("A")), NOW.plusSeconds(9));

        // Then
        assertThat(again).isEqualTo(settled);
        assertThat(other.resolved()).isEmpty();
        assertThat(other.commands()).isEmpty();
    }

    @Test
    void shouldIgnoreAnAnswerWhenNobodyAskedForIt() {
        // Given
        OwnershipTree tree = START.onEnriched(
                        new Register().holds("A", 60, "ROOT").answer(OwnershipTree.ROOT), NOW)
                .tree();

        // When
        TreeStep step = tree.onEnriched(new Answer(id("X"), true, List.of()), NOW);

        // Then
        assertThat(step.tree()).isSameAs(tree);
        assertThat(step.commands()).isEmpty();
    }

    @Test
    void shouldHaveNoProviderWhenNobodyCanBeAskedAboutAParty() {
        // Given
        OwnershipTree tree = START.onEnriched(
                        new Register().holds("A", 60, "ROOT").answer(OwnershipTree.ROOT), NOW)
                .tree();

        // When
        TreeStep step = tree.onEnriched(new Answer(id("A"), Answer.Outcome.NOT_ASKED, List.of()), NOW);

        // Then
        Resolution resolution = step.resolved().orElseThrow();
        assertThat(node(resolution, id("A")))
                .isEqualTo(new Node(id("A"), company("A"), 1, State.NOT_APPLICABLE, Reason.NO_PROVIDER));
        assertThat(resolution.truncated()).isEmpty();
    }
}
