package io.freshet.enrichment.guard;

import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of one provider in this worker. Time-outs, unreachable servers and server errors are failures; whatever
 * shows that the provider works is none: «not found», a refusal of this call, a document that cannot be read. A 429 is neither.
 */
public final class Circuit {

    private static final int FEWEST_CALLS = 10;
    private static final int TRIAL_CALLS = 3;

    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Duration openFor;
    private volatile Instant since;

    /**
     * A closed circuit.
     *
     * @param onChange told after each change of state, by the thread that caused it
     */
    public Circuit(String code, ProviderDefinition.CircuitBreaker settings, Clock clock, Runnable onChange) {
        this.clock = clock;
        this.since = clock.instant();
        this.openFor = settings.openFor();
        this.breaker = CircuitBreaker.of(
                code,
                CircuitBreakerConfig.custom()
                        .failureRateThreshold((float) (settings.failureRate() * 100))
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(Math.min(settings.window(), FEWEST_CALLS))
                        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                        .waitDurationInOpenState(settings.openFor())
                        .currentTimestampFunction(ticks -> ticks.millis(), TimeUnit.MILLISECONDS)
                        .clock(clock)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            since = clock.instant();
            onChange.run();
        });
    }

    /** A state. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    public State state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /** When it came into its state. */
    public Instant since() {
        return since;
    }

    /** Share of failures in its window, 0 to 1; empty while it has seen too few calls. */
    public OptionalDouble failureRate() {
        float percent = breaker.getMetrics().getFailureRate();
        return percent < 0 ? OptionalDouble.empty() : OptionalDouble.of(percent / 100);
    }

    /** How long an open circuit stays so; empty when it lets calls through, or will try the next one. */
    public Optional<Duration> openFor() {
        if (state() != State.OPEN) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), since.plus(openFor));
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /** Whether a call may leave; if so, {@link #record} or {@link #withdraw} must follow. */
    public boolean admits() {
        try {
            breaker.acquirePermission();
            return true;
        } catch (CallNotPermittedException e) {
            return false;
        }
    }

    /** No call was made after all. */
    public void withdraw() {
        breaker.releasePermission();
    }

    /** What became of an admitted call. */
    public void record(Answer answer) {
        switch (answer) {
            case Answer.Found found -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Answer.NotFound none -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Answer.Rejected rejected -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Answer.Unmappable unmappable -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Answer.Throttled throttled -> breaker.releasePermission();
            case Answer.NotCalled held -> breaker.releasePermission();
            case Answer.Unavailable unavailable ->
                breaker.onError(
                        0,
                        TimeUnit.MILLISECONDS,
                        new IllegalStateException(unavailable.reason().name()));
        }
    }
}
