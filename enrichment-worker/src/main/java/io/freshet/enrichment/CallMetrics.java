package io.freshet.enrichment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The metrics of provider calls; their names are listed in docs/operations/providers.md and are part of the interface. */
public final class CallMetrics {

    private static final String PREFIX = "freshet.provider.";

    private final MeterRegistry registry;

    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An inquiry has its outcome. */
    public void outcome(String provider, Answer answer, boolean cached) {
        registry.counter(PREFIX + "outcomes", tags(provider, answer).and("cached", Boolean.toString(cached)))
                .increment();
    }

    /** A request was answered. */
    public void request(String provider, Answer answer, Duration time) {
        registry.timer(PREFIX + "requests", tags(provider, answer)).record(time);
    }

    /** A request waited for its place and its permit. */
    public void waited(String provider, Duration time) {
        registry.timer(PREFIX + "wait", "provider", provider).record(time);
    }

    /** A command is to come back later. */
    public void postponed(String provider, Answer answer) {
        registry.counter(PREFIX + "postponed", tags(provider, answer)).increment();
    }

    /** A tenant was charged, or, with a negative number, given back. */
    public void spent(String provider, int cents) {
        if (cents > 0) {
            registry.counter(PREFIX + "charged.cents", "provider", provider).increment(cents);
        } else if (cents < 0) {
            registry.counter(PREFIX + "returned.cents", "provider", provider).increment(-cents);
        }
    }

    /** A call whose answer was perhaps lost was made again. */
    public void repeated(String provider) {
        registry.counter(PREFIX + "repeated", "provider", provider).increment();
    }

    /** A number that is read when it is asked for. */
    public <T> void gauge(String name, String provider, T subject, ToDoubleFunction<T> value) {
        registry.gauge(PREFIX + name, Tags.of("provider", provider), subject, value);
    }

    private static Tags tags(String provider, Answer answer) {
        return Tags.of("provider", provider, "outcome", word(answer));
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> "found";
            case Answer.NotFound none -> "not_found";
            case Answer.Throttled throttled -> "throttled";
            case Answer.Rejected rejected -> "rejected";
            case Answer.Unmappable unmappable -> "unmappable";
            case Answer.Unavailable unavailable -> unavailable.reason().name().toLowerCase(Locale.ROOT);
            case Answer.NotCalled held -> held.hold().name().toLowerCase(Locale.ROOT);
        };
    }
}
