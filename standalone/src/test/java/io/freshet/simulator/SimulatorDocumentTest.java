package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of docs/simulator.md; what follows shows keys and values that the answer has. */
class SimulatorDocumentTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();
    private static final Pattern BLOCK = Pattern.compile("```sh\\n([^`]*)```\\n```json\\n([^`]*)```");
    private static final Pattern PAIR = Pattern.compile("\"(\\w+)\": (\"[^\"]*\"|[0-9]+|true|false|null)");
    private static final Pattern FIELD_OF_TIME = Pattern.compile("time|micros");

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsTheDocumentSays() throws IOException {
        List<DynamicTest> tests = BLOCK.matcher(document())
                .results()
                .map(block -> DynamicTest.dynamicTest(
                        block.group(1).lines().findFirst().orElse(""), () -> check(block.group(1), block.group(2))))
                .toList();
        assertThat(tests).hasSize(5);
        return tests.stream();
    }

    @Test
    void shouldNameEveryProvider() throws IOException {
        assertThat(document())
                .contains(Simulator.VENDORS.stream()
                        .map(vendor -> "| `/" + vendor + "` |")
                        .toList());
    }

    private static String document() throws IOException {
        return Files.readString(
                Path.of("").toAbsolutePath().resolveSibling("docs").resolve("simulator.md"));
    }

    private static void check(String script, String shown) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-euc", script).redirectErrorStream(true);
        builder.environment().put("SIM", FIXTURE.simulator().url());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).doesNotContain("\"error\":{");
        PAIR.matcher(shown)
                .results()
                .forEach(pair -> assertThat(output)
                        .contains(
                                FIELD_OF_TIME.matcher(pair.group(1)).matches()
                                        ? "\"" + pair.group(1) + "\":"
                                        : "\"" + pair.group(1) + "\":" + pair.group(2)));
    }
}
