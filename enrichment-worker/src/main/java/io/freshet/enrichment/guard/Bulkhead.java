package io.freshet.enrichment.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one provider may hold at the same time. Whoever finds no place waits only while those before it, at the pace
 * of late, leave it one in time: behind a provider that hangs nobody queues, behind a quick one many may.
 */
public final class Bulkhead {

    private final int places;
    private final LongSupplier nanos;
    private final Set<Place> taken = new LinkedHashSet<>();
    private final Deque<Waiting> first = new ArrayDeque<>();
    private final Deque<Waiting> bulk = new ArrayDeque<>();
    /** Mean time that a place is held, of late. */
    private double pace;

    public Bulkhead(int places) {
        this(places, System::nanoTime);
    }

    Bulkhead(int places, LongSupplier nanos) {
        this.places = places;
        this.nanos = nanos;
    }

    private record Waiting(boolean bulk, CompletableFuture<Place> place) {}

    /** A place that is held until it is closed. */
    public final class Place implements AutoCloseable {

        private final boolean bulk;
        private final long since = nanos.getAsLong();

        private Place(boolean bulk) {
            this.bulk = bulk;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * Enters; people's work before bulk work, which gets at most three of four places.
     *
     * @return null when there is no place within {@code patience}
     */
    public @Nullable Place enter(boolean isBulk, Duration patience) throws InterruptedException {
        Waiting waiting;
        synchronized (this) {
            if (hasPlaceFor(isBulk) && first.isEmpty() && (!isBulk || bulk.isEmpty())) {
                return place(isBulk);
            }
            if (expectedWait() > patience.toNanos()) {
                return null;
            }
            waiting = new Waiting(isBulk, new CompletableFuture<>());
            (isBulk ? bulk : first).addLast(waiting);
        }
        try {
            return waiting.place().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp(waiting);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Place place = giveUp(waiting);
            if (place != null) {
                place.close();
            }
            throw e;
        }
    }

    /** Calls that hold a place. */
    public synchronized int held() {
        return taken.size();
    }

    /** Calls that wait for one. */
    public synchronized int waiting() {
        return first.size() + bulk.size();
    }

    private synchronized @Nullable Place giveUp(Waiting waiting) {
        (waiting.bulk() ? bulk : first).remove(waiting);
        return waiting.place().isDone() ? waiting.place().resultNow() : null;
    }

    /** By Little's law; a call that is under way for longer than usual tells that the pace has changed. */
    private double expectedWait() {
        double oldest =
                taken.isEmpty() ? 0 : nanos.getAsLong() - taken.iterator().next().since;
        return (first.size() + bulk.size() + 1) * Math.max(pace, oldest) / places;
    }

    private boolean hasPlaceFor(boolean isBulk) {
        return taken.size() < places
                && (!isBulk || taken.stream().filter(place -> place.bulk).count() < Math.max(1, places * 3 / 4));
    }

    private Place place(boolean isBulk) {
        Place place = new Place(isBulk);
        taken.add(place);
        return place;
    }

    private synchronized void leave(Place place) {
        if (!taken.remove(place)) {
            return;
        }
        double held = nanos.getAsLong() - place.since;
        pace = pace == 0 ? held : 0.8 * pace + 0.2 * held;
        while (hasPlaceFor(false) && !first.isEmpty()) {
            Waiting next = first.removeFirst();
            next.place().complete(place(false));
        }
        while (hasPlaceFor(true) && !bulk.isEmpty()) {
            Waiting next = bulk.removeFirst();
            next.place().complete(place(true));
        }
    }
}
