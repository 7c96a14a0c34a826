package io.freshet.enrichment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Lets equal work that is asked for at the same time be done once; whoever comes meanwhile gets the same result. */
final class SingleFlight<K, V> {

    private final Map<K, CompletableFuture<Optional<V>>> flights = new ConcurrentHashMap<>();
    private final Predicate<V> shared;

    /** Shares every result. */
    SingleFlight() {
        this(result -> true);
    }

    /** Shares the results that pass; who waited for another does the work itself. */
    SingleFlight(Predicate<V> shared) {
        this.shared = shared;
    }

    /** The work, which may be interrupted. */
    @FunctionalInterface
    interface Work<V> {
        V perform() throws InterruptedException;
    }

    /**
     * Does the work, or joins the one who does it. When that one fails, the joining caller does the work itself: the fault,
     * such as an interruption, need not be its own.
     */
    V fly(K key, Work<V> work) throws InterruptedException {
        return fly(key, false, Duration.ofDays(1), work)
                .orElseThrow(() -> new IllegalStateException("a day has passed"));
    }

    /**
     * The same with bounds.
     *
     * @param fresh whether only work will do that begins after this call; that which runs already is waited for
     * @param patience for the work of others
     * @return empty when others were not done in time
     */
    Optional<V> fly(K key, boolean fresh, Duration patience, Work<V> work) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean usable = !fresh;
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        for (CompletableFuture<Optional<V>> other = flights.putIfAbsent(key, mine);
                other != null;
                other = flights.putIfAbsent(key, mine)) {
            try {
                Optional<V> result = other.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (usable && result.isPresent()) {
                    return result;
                }
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                // The failed flight has left the map before it told of its end.
            }
            usable = true;
        }
        return Optional.of(perform(key, mine, work));
    }

    private V perform(K key, CompletableFuture<Optional<V>> mine, Work<V> work) throws InterruptedException {
        V result;
        try {
            result = work.perform();
        } catch (InterruptedException | RuntimeException | Error e) {
            flights.remove(key);
            mine.completeExceptionally(e);
            throw e;
        }
        flights.remove(key);
        mine.complete(shared.test(result) ? Optional.of(result) : Optional.empty());
        return result;
    }
}
