package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStatusTest {

    /** A row per status a job is in, a column per status it goes to; X where that is legal. */
    private static final String TABLE = """
            from                  | queued running completed completed_with_errors failed cancelled timed_out
            queued                | -      X       -         -                     X      X         X
            running               | -      -       X         X                     X      X         X
            completed             | -      -       -         -                     -      -         -
            completed_with_errors | -      -       -         -                     -      -         -
            failed                | -      -       -         -                     -      -         -
            cancelled             | -      -       -         -                     -      -         -
            timed_out             | -      -       -         -                     -      -         -
            """;

    static Stream<Arguments> pairs() {
        return TransitionTable.pairs(TABLE)
                .map(pair -> Arguments.of(JobStatus.ofWord(pair.from()), JobStatus.ofWord(pair.to()), pair.legal()));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("pairs")
    void shouldAllowExactlyWhatTheTableSays(JobStatus from, JobStatus to, boolean legal) throws Exception {
        List<Object> reached = TransitionTable.transitionsOf(from);
        assertThat(reached.contains(to)).isEqualTo(legal);
        assertThat(JobStatus.predecessorsOf(to).contains(from)).isEqualTo(legal);
    }

    @Test
    void shouldCoverEveryStatusInTheTable() {
        long statuses = Arrays.stream(JobStatus.class.getNestMembers())
                .filter(type -> type.isRecord() && JobStatus.class.isAssignableFrom(type))
                .count();
        assertThat(JobStatus.ALL).hasSize((int) statuses).doesNotHaveDuplicates();
        assertThat(pairs()).hasSize(JobStatus.ALL.size() * JobStatus.ALL.size());
    }

    @Test
    void shouldHaveNoWayOutOfAnEnd() {
        for (JobStatus status : JobStatus.ALL) {
            boolean leadsOn = JobStatus.ALL.stream()
                    .anyMatch(next -> JobStatus.predecessorsOf(next).contains(status));
            assertThat(JobStatus.isTerminal(status)).as(JobStatus.word(status)).isNotEqualTo(leadsOn);
        }
    }
}
