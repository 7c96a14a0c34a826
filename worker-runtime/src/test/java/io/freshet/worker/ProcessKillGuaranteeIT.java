package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine promises while its processes are killed with SIGKILL and started again. */
class ProcessKillGuaranteeIT {

    private static final int RECORDS = 10_000;
    private static final int KEYS = 400;
    private static final int PROCESSES = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldHandleEachRecordAtLeastOnceAndInOrderPerKeyWhenProcessesAreKilled() throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dtest.seed=" + seed + ")");
        Random random = new Random(seed);
        Path handled = Files.createFile(folder.resolve("handled"));
        List<ChildProcess> processes = new ArrayList<>();
        try (WorkerFixture fixture = new WorkerFixture()) {
            // Given
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(fixture, handled));
            }
            Map<String, Integer> sent = new HashMap<>();

            // When
            for (int i = 0; i < RECORDS; i++) {
                String key = "key-" + random.nextInt(KEYS);
                fixture.send(fixture.work, key, sent.merge(key, 1, Integer::sum), Map.of());
            }
            for (int i = 0; i < PROCESSES; i++) {
                int threshold = RECORDS / 4 + i * RECORDS / 8 + random.nextInt(RECORDS / 16);
                patiently().until(() -> lines(handled).count() >= threshold);
                processes.get(i).kill();
                processes.set(i, start(fixture, handled));
            }

            // Then
            patiently().untilAsserted(() -> assertThat(fixture.uncommitted()).isZero());
            Map<String, List<Integer>> seen = new HashMap<>();
            lines(handled)
                    .map(line -> line.split(" "))
                    .forEach(parts -> seen.computeIfAbsent(parts[0], key -> new ArrayList<>())
                            .add(Integer.valueOf(parts[1])));
            sent.forEach((key, count) -> assertThat(
                            seen.getOrDefault(key, List.of()).stream().distinct())
                    .as("first deliveries of %s", key)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, count).boxed().toList()));
            assertThat(fixture.read(fixture.stage.deadLetters())).isEmpty();
            System.out.println("repeated " + (lines(handled).count() - RECORDS) + " of " + RECORDS);
        } finally {
            processes.forEach(ChildProcess::close);
        }
    }

    private ChildProcess start(WorkerFixture fixture, Path handled) {
        List<String> command = ChildProcess.java(List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName(),
                fixture.settings.bootstrapServers(),
                fixture.settings.registryUrl(),
                fixture.group,
                fixture.work.name(),
                fixture.stage.retryTiers().getFirst().topic().name(),
                fixture.stage.deadLetters().name(),
                handled.toString()));
        return ChildProcess.start("worker", command, Map.of(), folder.resolve("log"));
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(20));
    }
}
