package io.freshet.enrichment.guard;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What providers have said with 429, without a look into the store for every request. */
final class Refusals {

    /** So old may be what this worker knows of the refusals that others met. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Permits permits;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    Refusals(Permits permits) {
        this.permits = permits;
    }

    private record Known(long lookedAt, long blockedUntil) {}

    /** How long nobody may send; zero when there is nothing to wait for. */
    Duration blocked(String key) {
        long now = System.nanoTime();
        Known current = known.get(key);
        if (current == null || now - current.lookedAt() > LOOK_EVERY.toNanos()) {
            current = new Known(now, now + permits.blocked(key).toNanos());
            known.put(key, current);
        }
        return Duration.ofNanos(Math.max(0, current.blockedUntil() - now));
    }

    /** Notes a refusal and tells how long to wait. */
    Duration refused(String key, Duration told) {
        refusing.add(key);
        Duration wait = permits.refused(key, told);
        long now = System.nanoTime();
        known.put(key, new Known(now, now + wait.toNanos()));
        return wait;
    }

    /** Notes that the provider answers. */
    void accepted(String key) {
        if (refusing.remove(key)) {
            permits.accepted(key);
        }
    }
}
