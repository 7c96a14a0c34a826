package io.freshet.gateway.provider.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.provider.Circuit;
import io.freshet.gateway.provider.Circuit.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HealthReportsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private final HealthReports reports = new HealthReports(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldKeepTheLastReportOfEachWorker() {
        reports.put("p|a", "p", report(State.OPEN, 60));
        reports.put("p|b", "p", report(State.CLOSED, 60));
        reports.put("q|a", "q", report(State.HALF_OPEN, 60));
        reports.put("p|a", "p", report(State.CLOSED, 1));

        assertThat(reports.circuit("p").state()).isEqualTo(State.CLOSED);
        assertThat(reports.circuit("p").count(State.CLOSED)).isEqualTo(2);
        assertThat(reports.circuit("q").state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void shouldForgetAWorkerThatIsSilentForTwoMinutes() {
        reports.put("p|a", "p", report(State.OPEN, 120));
        assertThat(reports.circuit("p")).isEqualTo(Circuit.UNTOLD);

        reports.put("p|a", "p", report(State.OPEN, 119));
        assertThat(reports.circuit("p").state()).isEqualTo(State.OPEN);

        reports.remove("p|a");
        assertThat(reports.circuit("p")).isEqualTo(Circuit.UNTOLD);
    }

    private static Circuit.Report report(State state, int secondsAgo) {
        return new Circuit.Report(state, NOW.minusSeconds(600), NOW.minusSeconds(secondsAgo));
    }
}
