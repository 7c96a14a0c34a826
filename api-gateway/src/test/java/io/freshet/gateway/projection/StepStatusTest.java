package io.freshet.gateway.projection;

import static io.freshet.gateway.projection.StepStatus.CANCELLED;
import static io.freshet.gateway.projection.StepStatus.COMPLETED;
import static io.freshet.gateway.projection.StepStatus.FAILED;
import static io.freshet.gateway.projection.StepStatus.NOT_APPLICABLE;
import static io.freshet.gateway.projection.StepStatus.PENDING;
import static io.freshet.gateway.projection.StepStatus.RUNNING;
import static io.freshet.gateway.projection.StepStatus.TIMED_OUT;
import static io.freshet.gateway.projection.StepStatus.WAITING_RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepStatusTest {

    private static final Map<StepStatus, Set<StepStatus>> LEGAL = Map.of(
            PENDING, EnumSet.complementOf(EnumSet.of(PENDING)),
            RUNNING, EnumSet.of(WAITING_RETRY, COMPLETED, NOT_APPLICABLE, FAILED, CANCELLED, TIMED_OUT),
            WAITING_RETRY, EnumSet.of(RUNNING, COMPLETED, NOT_APPLICABLE, FAILED, CANCELLED, TIMED_OUT),
            TIMED_OUT, EnumSet.of(COMPLETED, FAILED),
            COMPLETED, Set.of(),
            NOT_APPLICABLE, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of());

    @ParameterizedTest
    @EnumSource(StepStatus.class)
    void shouldAllowExactlyTheLegalTransitions(StepStatus from) {
        for (StepStatus next : StepStatus.values()) {
            assertThat(from.mayBecome(next))
                    .as("%s to %s", from, next)
                    .isEqualTo(LEGAL.getOrDefault(from, Set.of()).contains(next));
        }
    }

    @Test
    void shouldNamePredecessorsAsTheInverseOfTransitions() {
        assertThat(StepStatus.predecessorsOf(COMPLETED))
                .containsExactlyInAnyOrder(PENDING, RUNNING, WAITING_RETRY, TIMED_OUT);
        assertThat(StepStatus.predecessorsOf(PENDING)).isEmpty();
    }
}
