package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the integration tests of one module share, each started when it is first asked for and ended with the
 * JVM. Tests keep apart by topics, subjects and databases of their own.
 */
public final class SharedParts {

    private static final Path FOLDER = temporaryFolder();
    private static final Part<EmbeddedKafka> KAFKA =
            new Part<>(() -> EmbeddedKafka.start(FOLDER.resolve("kafka"), cache(), 0));
    private static final Part<EmbeddedPostgres> POSTGRES =
            new Part<>(() -> EmbeddedPostgres.start(FOLDER.resolve("postgres"), 0));
    private static final Part<EmbeddedRegistry> REGISTRY =
            new Part<>(() -> EmbeddedRegistry.start(FOLDER.resolve("registry"), cache(), 0));

    private SharedParts() {}

    public static EmbeddedKafka kafka() {
        return KAFKA.get();
    }

    public static EmbeddedPostgres postgres() {
        return POSTGRES.get();
    }

    public static EmbeddedRegistry registry() {
        return REGISTRY.get();
    }

    /** Where the class-data archives of the parts are kept from one test run to the next. */
    public static Path cache() {
        return PartFiles.home().resolve("embedded").resolve("target").resolve("cds");
    }

    private static final class Part<T extends AutoCloseable> {

        private final Supplier<T> starter;
        private @Nullable T running;

        private Part(Supplier<T> starter) {
            this.starter = starter;
        }

        private synchronized T get() {
            if (running == null) {
                running = starter.get();
            }
            return running;
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("freshet-parts");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As far as the ending parts let it; the rest is the operating system's to clean. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A part was still writing.
        }
    }
}
