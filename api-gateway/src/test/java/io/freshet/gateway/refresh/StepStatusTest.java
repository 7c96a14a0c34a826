package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepStatusTest {

    /** A row per status a step is in, a column per status it goes to; X where that is legal. */
    private static final String TABLE = """
            from           | pending running waiting_retry completed not_applicable failed cancelled timed_out
            pending        | -       X       X             X         X              X      X         X
            running        | -       -       X             X         X              X      X         X
            waiting_retry  | -       X       -             X         X              X      X         X
            completed      | -       -       -             -         -              -      -         -
            not_applicable | -       -       -             -         -              -      -         -
            failed         | -       -       -             -         -              -      -         -
            cancelled      | -       -       -             -         -              -      -         -
            timed_out      | -       -       -             X         -              X      -         -
            """;

    static Stream<Arguments> pairs() {
        return TransitionTable.pairs(TABLE)
                .map(pair -> Arguments.of(StepStatus.ofWord(pair.from()), StepStatus.ofWord(pair.to()), pair.legal()));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("pairs")
    void shouldAllowExactlyWhatTheTableSays(StepStatus from, StepStatus to, boolean legal) throws Exception {
        List<Object> reached = TransitionTable.transitionsOf(from);
        assertThat(reached.contains(to)).isEqualTo(legal);
        assertThat(StepStatus.predecessorsOf(to).contains(from)).isEqualTo(legal);
    }

    @Test
    void shouldCoverEveryStatusInTheTable() {
        long statuses = Arrays.stream(StepStatus.class.getNestMembers())
                .filter(type -> type.isRecord() && StepStatus.class.isAssignableFrom(type))
                .count();
        assertThat(StepStatus.ALL).hasSize((int) statuses).doesNotHaveDuplicates();
        assertThat(pairs()).hasSize(StepStatus.ALL.size() * StepStatus.ALL.size());
    }

    @Test
    void shouldEndWhereNothingIsLeftToDo() {
        Map<String, Boolean> terminal = Map.of(
                "pending", false,
                "running", false,
                "waiting_retry", false,
                "completed", true,
                "not_applicable", true,
                "failed", true,
                "cancelled", true,
                "timed_out", true);
        terminal.forEach((word, ends) -> assertThat(StepStatus.isTerminal(StepStatus.ofWord(word)))
                .as(word)
                .isEqualTo(ends));
    }
}
