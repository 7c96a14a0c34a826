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

/** What becomes of a tree when its job is cancelled. */
class CancelledTreeTest {

    private final Register register =
            new Register().holds("A", 60, "ROOT").holds("B", 40, "ROOT").holds("C", 100, "B");
    private final OwnershipTree tree = OwnershipTree.start(plan(5), Register.ROOT, STRIKES_AT)
            .onEnriched(register.answer(OwnershipTree.ROOT), NOW)
            .tree()
            .onEnriched(register.answer(id("B")), NOW)
            .tree();

    @Test
    void shouldGiveUpWhatIsOpenWhenTheJobIsCancelled() {
        // When
        TreeStep step = tree.onCancel(NOW.plusSeconds(1));

        // Then
        assertThat(step.commands()).isEmpty();
        Resolution resolution = step.resolved().orElseThrow();
        assertThat(node(resolution, id("A")))
                .isEqualTo(new Node(id("A"), company("A"), 1, State.CANCELLED, Reason.CANCELLED));
        assertThat(node(resolution, id("B")).state()).isEqualTo(State.ENRICHED);
        assertThat(resolution.truncated()).containsExactly(id("A"), id("C"));
        assertThat(resolution.depthReached()).isEqualTo(2);
        assertThat(resolution.resolvedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void shouldAskNobodyWhenAnswersComeAfterTheCancellation() {
        // Given
        OwnershipTree cancelled = tree.onCancel(NOW).tree();

        // When
        TreeStep late = cancelled.onEnriched(register.answer(id("C")), NOW);
        TreeStep deadline = cancelled.onDeadline(STRIKES_AT);

        // Then
        assertThat(late.tree()).isSameAs(cancelled);
        assertThat(late.commands()).isEmpty();
        assertThat(late.resolved()).isEmpty();
        assertThat(deadline.resolved()).isEmpty();
    }

    @Test
    void shouldGiveTheSameAgainWhenTheCancellationIsRepeated() {
        // Given
        TreeStep first = tree.onCancel(NOW);

        // When
        TreeStep second = first.tree().onCancel(NOW.plusSeconds(9));

        // Then
        assertThat(second).isEqualTo(new TreeStep(first.tree(), List.of(), first.resolved()));
    }

    @Test
    void shouldChangeNothingWhenTheJobIsOver() {
        // Given
        OwnershipTree over = tree.onDeadline(STRIKES_AT).tree();

        // When
        TreeStep step = over.onCancel(STRIKES_AT.plusSeconds(1));

        // Then
        assertThat(step).isEqualTo(new TreeStep(over, List.of(), step.resolved()));
        assertThat(step.resolved()).isEmpty();
    }

    @Test
    void shouldNeverStartWhenTheCancellationCameBeforeTheRoot() {
        // Given
        OwnershipTree cancelled = OwnershipTree.cancelledBeforeItsStart(NOW);

        // When
        TreeStep step = cancelled.onEnriched(register.answer(OwnershipTree.ROOT), NOW);
        TreeStep again = cancelled.onCancel(NOW);

        // Then
        assertThat(step).isEqualTo(new TreeStep(cancelled, List.of(), step.resolved()));
        assertThat(step.resolved()).isEmpty();
        assertThat(again.resolved()).isEmpty();
    }
}
