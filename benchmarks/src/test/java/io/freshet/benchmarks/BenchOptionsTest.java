package io.freshet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.benchmarks.BenchOptions.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {

    @Test
    void shouldMeasureEverythingWhenNothingIsSaid() {
        BenchOptions options = BenchOptions.parse(List.of());
        assertThat(options.workloads()).containsExactlyInAnyOrder(Workload.values());
        assertThat(options.clients()).containsExactly(1, 64, 512);
        assertThat(options.sizes().warmUp()).isGreaterThanOrEqualTo(3_000);
        assertThat(options.sizes().runs()).isEqualTo(3);
        assertThat(options.sizes().treesAtOnce()).isEqualTo(20);
        assertThat(options.batch()).isEqualTo(new BenchOptions.BatchSizes(5_000, 300, 10));
        assertThat(options.environment()).isEmpty();
    }

    @Test
    void shouldTakeEveryFlagWhenItIsGiven() {
        BenchOptions options = BenchOptions.parse(List.of(
                "W3",
                "--clients=2,4",
                "--jobs=10",
                "--warm-up=0",
                "--trees=3",
                "--trees-at-once=4",
                "--batch=20",
                "--interactive=5",
                "--interactive-rate=7",
                "--runs=1",
                "--settle=0",
                "--out=/tmp/there",
                "--env=A_B=c=d",
                "--env=E=f"));
        assertThat(options.workloads()).containsExactly(Workload.W3);
        assertThat(options.clients()).containsExactly(2, 4);
        assertThat(options.sizes()).isEqualTo(new BenchOptions.Sizes(10, 0, 3, 4, 1));
        assertThat(options.batch()).isEqualTo(new BenchOptions.BatchSizes(20, 5, 7));
        assertThat(options.settle()).isEqualTo(Duration.ZERO);
        assertThat(options.out()).isEqualTo(Path.of("/tmp/there"));
        assertThat(options.environment()).isEqualTo(Map.of("A_B", "c=d", "E", "f"));
        assertThat(options.describe().at("/environment/A_B").asText()).isEqualTo("c=d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W9 | no such workload",
                "w1 | no such workload",
                "--speed=9 | no such flag",
                "--jobs | no such flag",
                "--jobs= | no such flag",
                "--jobs=0 | from 1 to",
                "--jobs=-1 | from 1 to",
                "--jobs=1e3 | whole number",
                "--jobs=99999999999 | whole number",
                "--clients=1,,2 | --clients=: takes",
                "--clients=0 | from 1 to",
                "--trees-at-once=25 | from 1 to 24",
                "--batch=1 | from 2 to 5000",
                "--env=lower=1 | NAME=VALUE",
                "--env=NAME | NAME=VALUE"
            })
    void shouldNameTheArgumentWhenItIsBad(String argument, String message) {
        assertThatThrownBy(() -> BenchOptions.parse(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.split(",", -1)[0].split("=", -1)[0])
                .hasMessageContaining(message);
    }
}
