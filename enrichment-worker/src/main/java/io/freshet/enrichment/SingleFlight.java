package io.freshet.enrichment;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Lets equal work that is asked for at the same time be done once; whoever comes meanwhile gets the same result. */
final class SingleFlight<K, V> {

    private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

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
        CompletableFuture<V> mine = new CompletableFuture<>();
        for (CompletableFuture<V> other = flights.putIfAbsent(key, mine);
                other != null;
                other = flights.putIfAbsent(key, mine)) {
            try {
                return other.get();
            } catch (ExecutionException e) {
                // The failed flight has left the map before it told of its end.
            }
        }
        V result;
        try {
            result = work.perform();
        } catch (InterruptedException | RuntimeException | Error e) {
            flights.remove(key);
            mine.completeExceptionally(e);
            throw e;
        }
        flights.remove(key);
        mine.complete(result);
        return result;
    }
}
