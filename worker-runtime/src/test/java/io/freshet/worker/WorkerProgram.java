package io.freshet.worker;

import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker as a process of its own: it appends a line «key number» to a file for each record that it handles. Arguments:
 * bootstrap servers, registry, group, topic, retry topic, dead-letter topic, file.
 */
final class WorkerProgram {

    private WorkerProgram() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[6]);
        WorkerSettings settings = new WorkerSettings(arguments[0], arguments[1], 0, 16, Duration.ofSeconds(20));
        Topics.StageTopics stage = new Topics.StageTopics(
                List.of(new Topics.RetryTier(topic(arguments[4]), Duration.ofMillis(300))), topic(arguments[5]));
        WorkerDefinition<MatrixRef> definition = new WorkerDefinition<>(
                arguments[2],
                List.of(arguments[3]),
                List.of(),
                stage,
                headers -> true,
                true,
                MatrixRef.class,
                delivery -> handle(delivery.value(), file));
        WorkerProcess.run(
                "worker",
                environment -> new Worker<>(
                                definition,
                                settings,
                                WorkerParts.connect(arguments[2], settings),
                                new SimpleMeterRegistry())
                        .start(WorkerProcess::giveUp));
    }

    private static Outcome handle(MatrixRef record, Path file) throws IOException {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        // One small write at the end of the file: lines of several processes do not mix.
        Files.writeString(
                file,
                record.getMatrixId() + ' ' + record.getVersion() + '\n',
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return Outcome.Done.emitting();
    }

    private static Topic topic(String name) {
        return new Topic(name, "key", Optional.empty(), "test", 1, Duration.ofHours(1), false);
    }
}
