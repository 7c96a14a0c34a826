package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.standalone.FreshetSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every fenced block of the documents that calls {@code curl} with a key. Where a block of JSON follows, the answer has
 * every key that it shows.
 */
class DocumentedCallsAcceptanceIT {

    private static final Pattern BLOCK =
            Pattern.compile("```[a-z]*\\n(?<shell>KEY=[^`]*curl[^`]*)```(?:\\n+```json\\n(?<json>[^`]*)```)?");
    private static final Pattern KEY = Pattern.compile("\"(\\w+)\":");
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();

    private final FreshetSystem system = SharedSystem.get();

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsTheDocumentSays() throws IOException {
        List<DynamicTest> tests;
        try (Stream<Path> files =
                Stream.concat(Stream.of(HOME.resolve("README.md")), Files.walk(HOME.resolve("docs")))) {
            tests = files.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> blocks(file)
                            .map(block -> DynamicTest.dynamicTest(
                                    HOME.relativize(file) + " "
                                            + block.shell().lines().count() + " lines",
                                    () -> check(block))))
                    .toList();
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private record Block(String shell, String json) {}

    private static Stream<Block> blocks(Path file) {
        try {
            Matcher matcher = BLOCK.matcher(Files.readString(file));
            return matcher
                    .results()
                    .map(match ->
                            new Block(match.group("shell"), match.group("json") == null ? "" : match.group("json")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Block block) throws Exception {
        String script = block.shell()
                .replaceAll("KEY=\\S+", "KEY=" + system.apiKey())
                .replaceAll("http://127\\.0\\.0\\.1:8080", system.gatewayUrl())
                // Each company can be made once.
                .replaceAll("10004951000192", Companies.plain());
        Process process = new ProcessBuilder("sh", "-euc", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        JsonNode answer = new ObjectMapper().readTree(output);
        assertThat(answer.path("success").asBoolean()).as(output).isTrue();
        KEY.matcher(block.json())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .forEach(key -> assertThat(answer.findValue(key))
                        .as(key + " in " + output)
                        .isNotNull());
    }
}
