package io.freshet.gateway.provider;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breakers of all workers for one provider.
 *
 * @param state the worst of any worker; unknown when none tells
 * @param since when the first of the workers in that state came into it; null when none tells
 * @param workers how many are in each state
 */
public record Circuit(State state, @Nullable Instant since, Map<State, Integer> workers) {

    /** No worker tells anything of the provider. */
    public static final Circuit UNTOLD = new Circuit(State.UNKNOWN, null, Map.of());

    public Circuit {
        workers = Map.copyOf(workers);
    }

    /** A circuit breaker, from bad to good. */
    public enum State {
        OPEN,
        HALF_OPEN,
        CLOSED,
        UNKNOWN;

        /** As the REST API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What one worker tells of its circuit breaker. */
    public record Report(State state, Instant since, Instant reportedAt) {}

    /** The circuit of what the workers tell of one provider. */
    public static Circuit of(Collection<Report> reports) {
        List<Report> told = reports.stream()
                .filter(report -> report.state() != State.UNKNOWN)
                .toList();
        if (told.isEmpty()) {
            return UNTOLD;
        }
        Map<State, Integer> workers = new EnumMap<>(State.class);
        told.forEach(report -> workers.merge(report.state(), 1, Integer::sum));
        State worst = told.stream().map(Report::state).min(State::compareTo).orElseThrow();
        Instant since = told.stream()
                .filter(report -> report.state() == worst)
                .map(Report::since)
                .min(Instant::compareTo)
                .orElseThrow();
        return new Circuit(worst, since, workers);
    }

    /** How many workers have their circuit breaker so. */
    public int count(State state) {
        return workers.getOrDefault(state, 0);
    }
}
