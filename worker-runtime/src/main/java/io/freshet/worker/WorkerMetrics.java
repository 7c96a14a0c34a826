package io.freshet.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The metrics of a worker; their names are listed in the module's README and are part of its interface. */
final class WorkerMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer handled;
    private final Counter skipped;
    private final Counter failedCommits;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger delayed = new AtomicInteger();
    private final AtomicLong lag = new AtomicLong();

    WorkerMetrics(MeterRegistry registry, String worker) {
        this.registry = registry;
        this.tags = Tags.of("worker", worker);
        this.handled = registry.timer("freshet.worker.handler", tags);
        this.skipped = registry.counter("freshet.worker.skipped", tags);
        this.failedCommits = registry.counter("freshet.worker.commit.failures", tags);
        gauge("backlog", ready::get);
        gauge("delayed", delayed::get);
        gauge("lag", lag::get);
    }

    void gauge(String name, Supplier<Number> value) {
        registry.gauge("freshet.worker." + name, tags, this, self -> value.get().doubleValue());
    }

    Outcome timed(Callable<Outcome> handler) throws Exception {
        return handled.recordCallable(handler);
    }

    void settled(Outcome outcome) {
        String word = switch (outcome) {
            case Outcome.Done done -> "done";
            case Outcome.RetryLater retry -> "retry";
            case Outcome.Postpone wait -> "postponed";
            case Outcome.DeadLetter dead -> "dead_letter";
        };
        registry.counter("freshet.worker.records", tags.and("outcome", word)).increment();
        if (outcome instanceof Outcome.RetryLater retry) {
            waits(retry.delay());
        } else if (outcome instanceof Outcome.Postpone wait) {
            waits(wait.delay());
        }
    }

    private void waits(Duration delay) {
        registry.timer("freshet.worker.retry.wait", tags).record(delay);
    }

    /** Tells what waits: for room and for its time in memory, and unread on the broker. */
    void waiting(int ready, int delayed, long lag) {
        this.ready.set(ready);
        this.delayed.set(delayed);
        this.lag.set(lag);
    }

    void skipped() {
        skipped.increment();
    }

    void commitFailed() {
        failedCommits.increment();
    }
}
