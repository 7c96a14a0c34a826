package io.freshet.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.provider.Circuit.Report;
import io.freshet.gateway.provider.Circuit.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldBeUnknownWhenNobodyTells() {
        assertThat(Circuit.of(List.of())).isEqualTo(Circuit.UNTOLD);
        assertThat(Circuit.of(List.of(report(State.UNKNOWN, 0)))).isEqualTo(Circuit.UNTOLD);
    }

    @Test
    void shouldBeTheWorstOfAnyWorkerSinceTheFirstCameIntoIt() {
        Circuit circuit = Circuit.of(List.of(
                report(State.CLOSED, 1), report(State.OPEN, 7), report(State.HALF_OPEN, 2), report(State.OPEN, 5)));

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.since()).isEqualTo(AT.plusSeconds(5));
        assertThat(circuit.count(State.OPEN)).isEqualTo(2);
        assertThat(circuit.count(State.HALF_OPEN)).isEqualTo(1);
        assertThat(circuit.count(State.CLOSED)).isEqualTo(1);
    }

    @Test
    void shouldBeHalfOpenWhenAWorkerTriesAndNoneIsOpen() {
        assertThat(Circuit.of(List.of(report(State.CLOSED, 1), report(State.HALF_OPEN, 2)))
                        .state())
                .isEqualTo(State.HALF_OPEN);
    }

    private static Report report(State state, int since) {
        return new Report(state, AT.plusSeconds(since), AT.plusSeconds(10));
    }
}
