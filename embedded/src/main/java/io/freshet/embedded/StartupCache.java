package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the JVMs of the parts learnt in an earlier start: classes loaded and linked, and profiles of their methods (JEP 483, 514
 * and 515). A file per part, named after the JDK and the jars it fits, so that a new build asks for a new one.
 *
 * <p>A recording cache lets a part without a file write down what it does; when the parts have ended in order, {@link #keep}
 * makes the files of that. A plain one uses the files that are there, and elsewhere the JVM's own archive of classes.
 */
public final class StartupCache {

    private static final long MAKING_SECONDS = 120;

    private final Path folder;
    private final @Nullable Path recordings;
    private final List<Recording> open = new CopyOnWriteArrayList<>();

    private StartupCache(Path folder, @Nullable Path recordings) {
        this.folder = folder;
        this.recordings = recordings;
        create(folder);
        if (recordings != null) {
            create(recordings);
        }
    }

    private record Recording(String part, Path configuration, Path cache, List<String> arguments) {}

    /** A cache that uses the files of {@code folder}. */
    public static StartupCache in(Path folder) {
        return new StartupCache(folder, null);
    }

    /** A cache that uses the files of {@code folder}, and records in a folder of this system's own what is missing there. */
    public static StartupCache recording(Path folder, Path recordings) {
        return new StartupCache(folder, recordings);
    }

    /**
     * The arguments of a part's JVM: those given, after the ones of the cache.
     *
     * @param jars all jars of its class path
     * @param arguments options, class path, main class and what it takes
     */
    public List<String> arguments(String part, List<Path> jars, List<String> arguments) {
        Path cache = folder.resolve(part + '-' + key(jars) + ".aot");
        List<String> all = new ArrayList<>(List.of("-Xlog:aot*=off", "-Xlog:cds*=off"));
        if (Files.exists(cache)) {
            all.add("-XX:AOTCache=" + cache);
        } else if (recordings == null) {
            all.add("-XX:+AutoCreateSharedArchive");
            all.add("-XX:SharedArchiveFile=" + folder.resolve(part + ".jsa"));
        } else {
            Path configuration = recordings.resolve(part + ".aotconf");
            open.add(new Recording(part, configuration, cache, List.copyOf(arguments)));
            all.add("-XX:AOTMode=record");
            all.add("-XX:AOTConfiguration=" + configuration);
        }
        all.addAll(arguments);
        return all;
    }

    /**
     * Makes the files of what was recorded. Takes some seconds of processor time per part, once per build. A part that did not end in
     * order left no recording; the next start records it again.
     *
     * @param progress takes a line when there is something to make
     */
    public void keep(Consumer<String> progress) {
        List<Recording> recorded = open.stream()
                .filter(recording -> Files.exists(recording.configuration()))
                .toList();
        open.clear();
        if (recorded.isEmpty()) {
            return;
        }
        progress.accept("Keeping what the start learnt, for a quicker next one (once per build; Ctrl-C skips it) …");
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            recorded.forEach(recording -> threads.execute(() -> make(recording)));
        }
    }

    private void make(Recording recording) {
        Path draft = folder.resolve(recording.part() + '-' + UUID.randomUUID() + ".draft");
        List<String> command = new ArrayList<>(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recording.configuration(),
                "-XX:AOTCache=" + draft,
                "-Xlog:aot*=off",
                "-Xlog:cds*=off"));
        command.addAll(recording.arguments());
        try {
            Process process = new ProcessBuilder(ChildProcess.java(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ChildProcess.watch(process.pid());
            if (!process.waitFor(MAKING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            } else if (process.exitValue() == 0 && Files.exists(draft)) {
                removeOthers(recording.part());
                Files.move(draft, recording.cache(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + recording.cache(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            draft.toFile().delete();
            recording.configuration().toFile().delete();
        }
    }

    /** Files of earlier builds: each is a hundred megabytes or so. */
    private void removeOthers(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches(part + "-[0-9a-f]{32}\\.aot"))
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** The JVM takes a file only with the jars, to the second of their making, and the JDK of the recording. */
    private static String key(List<Path> jars) {
        StringBuilder seen = new StringBuilder(System.getProperty("java.vm.version"));
        jars.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(jar -> seen.append('\n')
                        .append(jar)
                        .append(' ')
                        .append(jar.toFile().length())
                        .append(' ')
                        .append(jar.toFile().lastModified()));
        return UUID.nameUUIDFromBytes(seen.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make folder " + folder, e);
        }
    }
}
