package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./freshet} as a person or a script uses it, with free ports and data of its own. */
class LauncherAcceptanceIT {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> ANY_PORTS = List.of(
            "--port-gateway=0",
            "--port-management=0",
            "--port-kafka=0",
            "--port-registry=0",
            "--port-postgres=0",
            "--port-simulator=0");

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private record Ended(int status, String output) {}

    @AfterEach
    void endWhatIsLeft() throws Exception {
        if (Files.exists(endpointsFile())) {
            freshet("down");
        }
    }

    /** One test for what needs a running system, since every start costs many seconds. */
    @Test
    void shouldKeepItsWordWhenStartedAndEndedInEveryWay() throws Exception {
        Ended first = up("--detach");
        List<Long> firstPids = requireDocumentedEndpoints();
        JsonNode refreshed = runPrintedCommands(first.output());
        requireRefreshOfDepthTwo(refreshed);
        String entity = "/entities/" + refreshed.at("/data/entity/id").asText();
        assertThat(freshet("up", "--detach").output()).contains("already runs");
        assertThat(freshet("down").output()).endsWith("stopped");
        awaitEnd(firstPids);
        assertThat(endpointsFile()).doesNotExist();

        up("--detach");
        assertThat(client().get(entity).status()).isEqualTo(200);
        List<Long> secondPids = pids(endpoints());
        ProcessHandle.of(secondPids.getFirst()).orElseThrow().destroyForcibly();
        awaitEnd(secondPids);
        assertThat(freshet("down").output()).isEqualTo("was not running any more; nothing was left");

        Process foreground = foreground("--fresh");
        assertThat(client().get(entity).status()).isEqualTo(404);
        List<Long> thirdPids = pids(endpoints());
        sh("kill -s INT -- -" + foreground.pid());
        assertThat(foreground.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(foreground.exitValue()).isZero();
        awaitEnd(thirdPids);
        assertThat(endpointsFile()).doesNotExist();
    }

    @Test
    void shouldNamePortPartAndFlagWhenAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            List<String> command = new ArrayList<>(List.of("up"));
            command.addAll(ANY_PORTS);
            command.add("--port-registry=" + port);
            Ended refused = freshet(command.toArray(String[]::new));
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output())
                    .isEqualTo("freshet: port " + port
                            + " (registry) is taken; choose another with --port-registry=NUMBER, 0 for any free one");
        }
    }

    @Test
    void shouldRefuseWhenAnOptionIsUnknown() throws Exception {
        assertThat(freshet("up", "--detached").output()).contains("up does not know --detached");
        assertThat(freshet("up", "--port-broker=1").output())
                .contains("--port-broker=1")
                .contains("kafka");
        assertThat(freshet("up", "--port-kafka=70000").output()).contains("--port-kafka=70000");
        assertThat(freshet("up", "--port-kafka=8080").output()).contains("gateway and kafka");
    }

    private Ended up(String flag) throws Exception {
        List<String> command = new ArrayList<>(List.of("up", flag));
        command.addAll(ANY_PORTS);
        Ended started = freshet(command.toArray(String[]::new));
        assertThat(started.status()).as(started.output()).isZero();
        return started;
    }

    private Process foreground(String flag) throws IOException {
        // A group of its own, as a terminal gives it, and SIGINT as it is by default.
        List<String> command =
                new ArrayList<>(List.of("setsid", "env", "--default-signal=INT", "./freshet", "up", flag));
        command.addAll(ANY_PORTS);
        Process process = start(command, folder.resolve("foreground.log"));
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(endpointsFile()) || !process.isAlive());
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("foreground.log")))
                .isTrue();
        return process;
    }

    /** The file has the keys that its page describes, is for its owner's eyes, and all its processes live. */
    private List<Long> requireDocumentedEndpoints() throws IOException {
        JsonNode endpoints = endpoints();
        Set<String> keys = new TreeSet<>();
        endpoints.fieldNames().forEachRemaining(keys::add);
        String page =
                Files.readString(HOME.resolve("docs").resolve("operations").resolve("endpoints.md"));
        Set<String> documented = new TreeSet<>();
        Pattern.compile("(?m)^\\| `(\\w+)`")
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .forEach(documented::add);
        assertThat(keys).isEqualTo(documented);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(endpointsFile())))
                .isEqualTo("rw-------");
        for (JsonNode process : endpoints.path("processes")) {
            assertThat(Path.of(process.path("log").asText())).exists();
        }
        List<Long> pids = pids(endpoints);
        assertThat(pids).hasSize(8).allMatch(LauncherAcceptanceIT::isAlive);
        return pids;
    }

    /** Pastes what the greeting says into a shell, and gives the answer to its last command. */
    private JsonNode runPrintedCommands(String greeting) throws Exception {
        MatchResult commands = Pattern.compile("(?s) KEY=.*\"depth\":2}'")
                .matcher(greeting)
                .results()
                .findFirst()
                .orElseThrow();
        String answer = sh(commands.group()).output();
        JsonNode body = json.readTree(answer);
        String job = "/refreshes/" + body.at("/data/refreshId").asText();
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client().get(job).body(), LauncherAcceptanceIT::hasEnded);
    }

    private static boolean hasEnded(JsonNode body) {
        return !List.of("queued", "running").contains(body.at("/data/status").asText());
    }

    private static void requireRefreshOfDepthTwo(JsonNode body) {
        assertThat(body.at("/data/status").asText()).as(body.toString()).isEqualTo("completed");
        assertThat(body.at("/data/shareholders/depth").asInt()).isEqualTo(2);
        assertThat(Operations.outcome(body, Operations.BRAZIL).path("success").asBoolean())
                .isTrue();
        assertThat(body.at("/data/ownership/nodes").size()).isGreaterThan(1);
        assertThat(body.path("rulesExecutionSummary").isObject()).isTrue();
    }

    /** The processes, and whatever else has the data folder on its command line, go away. */
    private void awaitEnd(List<Long> pids) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(pids).noneMatch(LauncherAcceptanceIT::isAlive);
            assertThat(ProcessHandle.allProcesses().filter(this::isOurs)).isEmpty();
        });
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data().toString());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private Client client() throws IOException {
        JsonNode endpoints = endpoints();
        return new Client(
                endpoints.path("gateway").asText(), endpoints.path("apiKey").asText());
    }

    private List<Long> pids(JsonNode endpoints) {
        List<Long> pids = new ArrayList<>();
        endpoints
                .path("processes")
                .forEach(process -> pids.add(process.path("pid").asLong()));
        return pids;
    }

    private JsonNode endpoints() throws IOException {
        return json.readTree(endpointsFile().toFile());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path endpointsFile() {
        return data().resolve("endpoints.json");
    }

    private Ended freshet(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./freshet"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ended sh(String script) throws Exception {
        return run(List.of("sh", "-c", script));
    }

    private Ended run(List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = start(command, output);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(output).strip());
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("FRESHET_DATA", data().toString());
        builder.environment().put("FRESHET_BUILD", "no");
        return builder.start();
    }
}
