package io.freshet.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of {@code schemas/src/test/node}, which judge Freshet with Confluent's JavaScript clients. Their packages are
 * installed once, as the lock file pins them, into {@code schemas/target/node}. Without Node.js the test that asks is
 * skipped, unless the environment says {@code CI=true}: then it fails.
 */
public final class NodeScript {

    private static final Path SOURCE = Path.of("..", "schemas", "src", "test", "node");
    private static final Path FOLDER = Path.of("..", "schemas", "target", "node");
    private static final String LOCK = "package-lock.json";
    private static final String INSTALLED = "installed-lock.json";
    private static final Duration INSTALL = Duration.ofMinutes(5);
    private static final Duration RUN = Duration.ofMinutes(2);

    private final ObjectMapper json = new ObjectMapper();
    private final String name;

    /**
     * A program, its packages installed.
     *
     * @param name file of the program
     */
    public NodeScript(String name) throws IOException, InterruptedException {
        this.name = name;
        requireNode();
        install();
    }

    private static void requireNode() throws InterruptedException {
        boolean present = starts("node") && starts("npm");
        String missing = "Node.js (node and npm) is not installed; nothing was checked with Confluent's clients";
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        Assumptions.assumeTrue(present, missing);
    }

    private static boolean starts(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = FOLDER.resolve(INSTALLED);
        if (Files.exists(installed) && Files.mismatch(installed, SOURCE.resolve(LOCK)) == -1) {
            return;
        }
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
        File none = new File("/dev/null");
        execute(command, none, FOLDER.resolve("npm.log"), INSTALL);
        Files.copy(SOURCE.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Runs the program to its end.
     *
     * @param input given to it, a line each
     * @return what it printed, a value per line
     * @throws IllegalStateException with its output, when it fails or takes longer than two minutes
     */
    public List<JsonNode> run(List<String> arguments, List<? extends JsonNode> input)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile(FOLDER, name, ".in");
        Path out = Files.createTempFile(FOLDER, name, ".out");
        try {
            Files.write(in, input.stream().map(JsonNode::toString).toList());
            List<String> command = new ArrayList<>(List.of("node", name));
            command.addAll(arguments);
            execute(command, in.toFile(), out, RUN);
            List<JsonNode> answers = new ArrayList<>();
            for (String line : Files.readAllLines(out)) {
                answers.add(json.readTree(line));
            }
            return answers;
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
        }
    }

    private static void execute(List<String> command, File in, Path out, Duration time)
            throws IOException, InterruptedException {
        Path errors = FOLDER.resolve("errors.log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectInput(in)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(String.join(" ", command) + " did not end within " + time);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue() + ":\n"
                        + Files.readString(errors));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
