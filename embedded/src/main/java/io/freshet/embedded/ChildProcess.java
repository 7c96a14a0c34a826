package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A program started by this one. It does not outlive this JVM: an orderly exit ends it through a shutdown hook, and a watch
 * process ends it when this JVM was killed.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int LOG_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread hook;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroy, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a program; its output is appended to {@code log}.
     *
     * @param environment added to that of this JVM
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(deafToInterrupts(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            watch(process.pid());
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The command of a JVM like this one: {@code java} with the options given. */
    public static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }

    /** Ctrl-C reaches every process of a terminal; the order in which the parts end is for this JVM to say. */
    private static List<String> deafToInterrupts(List<String> command) {
        List<String> deaf = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "start"));
        deaf.addAll(command);
        return deaf;
    }

    /** Ends process {@code pid} when this JVM is gone; a shell that looks once a second costs next to nothing. */
    static void watch(long pid) throws IOException {
        String script =
                "trap '' INT; while kill -0 \"$1\" 2>/dev/null; do kill -0 \"$2\" 2>/dev/null || exit 0; sleep 1; done;"
                        + " kill -9 \"$2\" 2>/dev/null";
        new ProcessBuilder(
                        "sh",
                        "-c",
                        script,
                        "watch",
                        Long.toString(ProcessHandle.current().pid()),
                        Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream()
                .close();
    }

    /**
     * Waits until the program is ready.
     *
     * @throws EndedException when it ends before that
     * @throws IllegalStateException when the time is up; with the end of its log
     */
    public ChildProcess awaitReady(BooleanSupplier ready, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw ended();
            }
            if (System.nanoTime() > end) {
                kill();
                throw new IllegalStateException(name + " was not ready within " + time + ":\n" + lastLines());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
                throw new IllegalStateException("interrupted while waiting for " + name, e);
            }
        }
        return this;
    }

    /** Calls with the reason when the program has ended, for whatever cause; on a thread of the JVM's. */
    public void whenEnded(Consumer<EndedException> then) {
        var _ = process.onExit().thenRun(() -> then.accept(ended()));
    }

    private EndedException ended() {
        return new EndedException(name + " ended with " + process.exitValue() + ":\n" + lastLines());
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the program and gives its exit status. */
    public int awaitExit(Duration time) throws InterruptedException, TimeoutException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException(name + " still runs after " + time);
        }
        return process.exitValue();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        settle();
    }

    /** SIGTERM, then SIGKILL when that did not help in time. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        settle();
    }

    private void settle() {
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out; the hook finds the process gone.
        }
    }

    /** The end of the program's log, for a person. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}
