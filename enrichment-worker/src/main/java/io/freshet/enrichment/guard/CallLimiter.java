package io.freshet.enrichment.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One provider's limit as this worker meets it. Whoever waits is served by one thread that takes the permits of all of them
 * together, those of interactive work first.
 */
public final class CallLimiter {

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(40);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(250);
    /** After so long a wait another worker may have been told to stop meanwhile. */
    private static final Duration LONG_WAIT = Duration.ofMillis(100);
    /** Of so many permits one is kept from bulk work. */
    private static final int RESERVE = 20;
    /** More would be taken in one statement than is good for others. */
    private static final int MOST_AT_ONCE = 64;

    private final Permits permits;
    private final Permits.Limit limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> first = new ArrayDeque<>();
    private final Deque<Waiting> bulk = new ArrayDeque<>();
    private boolean serving;

    public CallLimiter(Permits permits, Permits.Limit limit) {
        this.permits = permits;
        this.limit = limit;
    }

    /** What came of waiting. */
    public sealed interface Turn {}

    /** The request may leave now. */
    public record Granted(Permits.Permit permit) implements Turn {}

    /** There is no permit in time. */
    public record Refused(Duration delay) implements Turn {}

    /** A permit with the moment at which it may be used, by this machine's own clock. */
    private sealed interface Served {}

    private record From(Permits.Permit permit, long startNanos) implements Served {}

    private record Later(Duration delay) implements Served {}

    private record Waiting(long untilNanos, CompletableFuture<Served> served) {}

    /** Waits for a permit, at most about as long as {@code patience}. */
    public Turn acquire(boolean isBulk, Duration patience) throws InterruptedException {
        Waiting waiting = new Waiting(System.nanoTime() + patience.toNanos(), new CompletableFuture<>());
        lock.lock();
        try {
            (isBulk ? bulk : first).addLast(waiting);
            if (!serving) {
                serving = true;
                Thread.startVirtualThread(this::serve);
            }
        } finally {
            lock.unlock();
        }
        try {
            return switch (waiting.served().get()) {
                case Later later -> new Refused(later.delay());
                case From from -> await(from);
            };
        } catch (InterruptedException e) {
            leave(waiting);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private Turn await(From from) throws InterruptedException {
        long wait = from.startNanos() - System.nanoTime();
        if (wait <= 0) {
            return new Granted(from.permit());
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait);
        } catch (InterruptedException e) {
            permits.unused(limit, List.of(from.permit()));
            throw e;
        }
        if (wait > LONG_WAIT.toNanos()) {
            Duration blocked = permits.blocked(limit.key());
            if (!blocked.isZero()) {
                permits.unused(limit, List.of(from.permit()));
                return new Refused(blocked);
            }
        }
        return new Granted(from.permit());
    }

    private void leave(Waiting waiting) {
        if (!waiting.served().cancel(false) && waiting.served().resultNow() instanceof From from) {
            permits.unused(limit, List.of(from.permit()));
        }
    }

    /** The request of a permit was answered; another may start a period later. */
    public void answered(Permits.Permit permit) {
        permits.answered(limit, List.of(permit));
    }

    /** No request left with the permit. */
    public void unused(Permits.Permit permit) {
        permits.unused(limit, List.of(permit));
    }

    private void serve() {
        List<Waiting> nowFirst = new ArrayList<>();
        List<Waiting> nowBulk = new ArrayList<>();
        try {
            while (next(nowFirst, nowBulk)) {
                Duration horizon = nowFirst.isEmpty() ? Duration.ZERO : left(nowFirst.getFirst());
                Permits.Taken taken = permits.take(
                        limit, new Permits.Demand(nowFirst.size(), nowBulk.size(), limit.slots() / RESERVE, horizon));
                long answered = System.nanoTime();
                hand(nowFirst, taken.first(), answered);
                hand(nowBulk, taken.bulk(), answered);
                refuse(first, taken.delay());
                refuse(bulk, taken.delay());
                pause(taken.delay());
            }
        } catch (RuntimeException e) {
            fail(nowFirst, nowBulk, e);
        } catch (InterruptedException e) {
            fail(nowFirst, nowBulk, new IllegalStateException("interrupted", e));
        }
    }

    /** Takes those out whose turn it may be; false when nobody waits, and then this thread is over. */
    private boolean next(List<Waiting> nowFirst, List<Waiting> nowBulk) {
        lock.lock();
        try {
            nowFirst.clear();
            nowBulk.clear();
            first.removeIf(waiting -> waiting.served().isDone());
            bulk.removeIf(waiting -> waiting.served().isDone());
            first.stream().limit(MOST_AT_ONCE).forEach(nowFirst::add);
            bulk.stream().limit(MOST_AT_ONCE).forEach(nowBulk::add);
            serving = !nowFirst.isEmpty() || !nowBulk.isEmpty();
            return serving;
        } finally {
            lock.unlock();
        }
    }

    private void hand(List<Waiting> waiting, List<Permits.Permit> taken, long answered) {
        for (int i = 0; i < taken.size(); i++) {
            Permits.Permit permit = taken.get(i);
            From from = new From(permit, answered + permit.delay().toNanos());
            if (!waiting.get(i).served().complete(from)) {
                permits.unused(limit, List.of(permit));
            }
        }
    }

    /** Tells those whose patience ends before there can be more. */
    private void refuse(Deque<Waiting> waiting, Duration wait) {
        if (wait.isZero()) {
            return;
        }
        lock.lock();
        try {
            long soonest = System.nanoTime() + wait.toNanos();
            waiting.stream()
                    .filter(one -> one.untilNanos() < soonest || one.untilNanos() < System.nanoTime())
                    .forEach(one -> one.served().complete(new Later(wait)));
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        if (wait.isZero()) {
            return;
        }
        Duration look = wait.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : wait;
        TimeUnit.NANOSECONDS.sleep((look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look).toNanos());
    }

    private static Duration left(Waiting waiting) {
        return Duration.ofNanos(Math.max(0, waiting.untilNanos() - System.nanoTime()));
    }

    private void fail(List<Waiting> nowFirst, List<Waiting> nowBulk, RuntimeException failure) {
        lock.lock();
        try {
            serving = false;
            nowFirst.forEach(waiting -> waiting.served().completeExceptionally(failure));
            nowBulk.forEach(waiting -> waiting.served().completeExceptionally(failure));
            first.removeIf(waiting -> waiting.served().isDone());
            bulk.removeIf(waiting -> waiting.served().isDone());
            if (!first.isEmpty() || !bulk.isEmpty()) {
                serving = true;
                Thread.startVirtualThread(this::serve);
            }
        } finally {
            lock.unlock();
        }
    }
}
