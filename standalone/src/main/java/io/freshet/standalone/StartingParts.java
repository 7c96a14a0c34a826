package io.freshet.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts parts side by side and times them. The first failure ends the waiting for the others. */
final class StartingParts implements AutoCloseable {

    /**
     * Not virtual ones: the starts initialize many classes, and a virtual thread that waits inside an initializer keeps its
     * carrier. With two processors two of them can wait for a third that then never runs.
     */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<CompletableFuture<?>> parts = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Consumer<String> progress;

    StartingParts(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Starts a part when another is there; the time said is its own. */
    <T> CompletableFuture<T> start(String name, CompletableFuture<?> after, Supplier<T> starter) {
        CompletableFuture<T> part = after.thenApplyAsync(ready -> timed(name, starter), threads);
        parts.add(part);
        part.whenComplete((started, problem) -> {
            if (problem != null) {
                fail(problem);
            }
        });
        return part;
    }

    private <T> T timed(String name, Supplier<T> starter) {
        long start = System.nanoTime();
        T started = starter.get();
        progress.accept("%-20s ready after %d ms".formatted(name, (System.nanoTime() - start) / 1_000_000));
        return started;
    }

    /** Gives up for a reason that no part has told. */
    void fail(Throwable problem) {
        if (failure.compareAndSet(null, problem)) {
            threads.shutdownNow();
            parts.forEach(part -> part.cancel(true));
        }
    }

    /**
     * Waits for all.
     *
     * @throws IllegalStateException with the first problem's message
     */
    void await() {
        try {
            parts.forEach(CompletableFuture::join);
        } catch (CompletionException | CancellationException e) {
            Throwable first = failure.get() == null ? e : failure.get();
            Throwable cause =
                    first instanceof CompletionException && first.getCause() != null ? first.getCause() : first;
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
