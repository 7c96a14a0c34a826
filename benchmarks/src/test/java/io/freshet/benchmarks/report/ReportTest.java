package io.freshet.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.benchmarks.report.Summary.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final List<Measurement> measurements = List.of(
            measurement("W1", "64 clients", 1, 300, 12),
            measurement("W3", "one at a time", 1, 1.5, 700),
            measurement("W1", "64 clients", 2, 100, 30),
            measurement("W1", "64 clients", 3, 200, 20));

    @Test
    void shouldTakeTheMiddleWhenValuesAreOddOrEven() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0))).isEqualTo(new Spread(2.5, 1, 4));
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSumUpEachCaseWhenRoundsAlternate() {
        List<Summary> summaries = Summary.of(measurements);
        assertThat(summaries).extracting(Summary::name).containsExactly("64 clients", "one at a time");
        assertThat(summaries.getFirst().rounds()).isEqualTo(3);
        assertThat(summaries.getFirst().figures()).containsEntry("jobsPerSecond", new Spread(200, 100, 300));
    }

    @Test
    void shouldNestFiguresWhenNamesHoldSlashes() {
        JsonNode document = JsonReport.of(JsonNodeFactory.instance.objectNode().put("revision", "abc"), measurements);
        assertThat(document.at("/format").asInt()).isEqualTo(1);
        assertThat(document.at("/revision").asText()).isEqualTo("abc");
        assertThat(document.at("/runs")).hasSize(4);
        assertThat(document.at("/runs/2/latencyMs/p50").asDouble()).isEqualTo(30);
        assertThat(document.at("/runs/2/outcomes/completed").asLong()).isEqualTo(10);
        assertThat(document.at("/runs/2/round").asInt()).isEqualTo(2);
        assertThat(document.at("/summary/0/case").asText()).isEqualTo("64 clients");
        assertThat(document.at("/summary/0/latencyMs/p50/median").asDouble()).isEqualTo(20);
        assertThat(document.at("/summary/0/latencyMs/p50/max").asDouble()).isEqualTo(30);
    }

    @Test
    void shouldShowMedianAndSpreadAndLeaveOutWhatNoCaseHas() {
        String text = TextReport.of(measurements);
        assertThat(text)
                .containsPattern("W1 64 clients +200 \\(100 - 300\\) +20\\.0 \\(12\\.0 - 30\\.0\\)")
                .containsPattern("W3 one at a time +1\\.50 +700")
                .containsPattern("kafka +7\\.00 \\(7\\.00 - 7\\.00\\) +7\\.00")
                .doesNotContain("nodes/s");
    }

    private static Measurement measurement(String workload, String name, int round, double rate, double p50) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("jobsPerSecond", rate);
        figures.put("latencyMs/p50", p50);
        figures.put("cpuSecondsPer1000Jobs/kafka", 7.0);
        return new Measurement(workload, name, round, figures, Map.of("completed", 10L));
    }
}
