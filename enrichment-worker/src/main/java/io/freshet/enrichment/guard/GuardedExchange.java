package io.freshet.enrichment.guard;

import io.freshet.enrichment.Answer;
import io.freshet.enrichment.CallMetrics;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets a request leave when the operators, the provider's circuit, a place among its calls and a permit of its limit allow it.
 * Nobody waits here for long: what cannot leave soon is answered with {@link Answer.NotCalled}.
 */
public final class GuardedExchange implements Exchange {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Exchange exchange;
    private final Permits permits;
    private final ProviderModes modes;
    private final Patience patience;
    private final CallMetrics metrics;
    private final Clock clock;
    private final Map<String, ProviderGuard> guards = new ConcurrentHashMap<>();
    private final Refusals refusals;
    private volatile Consumer<String> onCircuitChange = code -> {};

    public GuardedExchange(
            Exchange exchange,
            Permits permits,
            ProviderModes modes,
            Patience patience,
            CallMetrics metrics,
            Clock clock) {
        this.exchange = exchange;
        this.permits = permits;
        this.modes = modes;
        this.patience = patience;
        this.metrics = metrics;
        this.clock = clock;
        this.refusals = new Refusals(permits);
    }

    /** Tells from now on the code of each provider whose circuit has changed. */
    public void whenCircuitChanges(Consumer<String> told) {
        onCircuitChange = told;
    }

    /** What this worker keeps of a provider. */
    public ProviderGuard guard(ProviderDefinition provider) {
        return guards.computeIfAbsent(
                provider.code(),
                code -> measured(ProviderGuard.of(provider, permits, clock, () -> onCircuitChange.accept(code)), code));
    }

    private ProviderGuard measured(ProviderGuard guard, String code) {
        metrics.gauge("running", code, guard.bulkhead(), Bulkhead::held);
        metrics.gauge("waiting", code, guard.bulkhead(), Bulkhead::waiting);
        metrics.gauge("circuit", code, guard.circuit(), circuit -> switch (circuit.state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        });
        return guard;
    }

    @Override
    public Answer send(ProviderDefinition provider, Call call, Inquiry inquiry) throws InterruptedException {
        ProviderGuard guard = guard(provider);
        Optional<Answer> held = held(provider, guard);
        if (held.isPresent()) {
            return held.get();
        }
        long start = System.nanoTime();
        boolean follows = inquiry.answered() > 0;
        try (Bulkhead.Place place = guard.bulkhead()
                .enter(inquiry.bulk(), untilDeadline(follows ? patience.followUp() : patience.place(), inquiry))) {
            if (place == null) {
                return new Answer.NotCalled(Answer.Hold.BUSY, LOOK_AGAIN);
            }
            if (guard.limiter().isEmpty()) {
                Duration blocked = refusals.blocked(guard.key());
                metrics.waited(provider.code(), Duration.ofNanos(System.nanoTime() - start));
                return blocked.isZero()
                        ? sendNow(provider, call, inquiry)
                        : new Answer.NotCalled(Answer.Hold.BUSY, blocked);
            }
            return withPermit(
                    guard.limiter().get(),
                    untilDeadline(follows ? patience.followUp() : patience.permit(), inquiry),
                    provider,
                    call,
                    inquiry);
        }
    }

    private Optional<Answer> held(ProviderDefinition provider, ProviderGuard guard) {
        return switch (modes.of(provider.code())) {
            case PAUSED -> Optional.of(new Answer.NotCalled(Answer.Hold.PAUSED, LOOK_AGAIN));
            case FORCED_OPEN -> Optional.of(new Answer.NotCalled(Answer.Hold.FORCED_OPEN, Duration.ZERO));
            case ENABLED -> guard.circuit().openFor().map(left -> new Answer.NotCalled(Answer.Hold.CIRCUIT_OPEN, left));
        };
    }

    private Answer withPermit(
            CallLimiter limiter, Duration longest, ProviderDefinition provider, Call call, Inquiry inquiry)
            throws InterruptedException {
        long asked = System.nanoTime();
        return switch (limiter.acquire(inquiry.bulk(), longest)) {
            case CallLimiter.Refused refused -> new Answer.NotCalled(Answer.Hold.BUSY, refused.delay());
            case CallLimiter.Granted granted -> {
                metrics.waited(provider.code(), Duration.ofNanos(System.nanoTime() - asked));
                int before = inquiry.sent();
                try {
                    yield sendNow(provider, call, inquiry);
                } finally {
                    if (inquiry.sent() > before) {
                        limiter.answered(granted.permit());
                    } else {
                        limiter.unused(granted.permit());
                    }
                }
            }
        };
    }

    private Answer sendNow(ProviderDefinition provider, Call call, Inquiry inquiry) throws InterruptedException {
        ProviderGuard guard = guard(provider);
        Circuit circuit = guard.circuit();
        if (!circuit.admits()) {
            return new Answer.NotCalled(
                    Answer.Hold.CIRCUIT_OPEN, circuit.openFor().orElse(LOOK_AGAIN));
        }
        Answer answer = null;
        long start = System.nanoTime();
        try {
            inquiry.sending();
            guard.requests().increment();
            answer = exchange.send(provider, call, inquiry);
        } finally {
            if (answer == null) {
                circuit.withdraw();
            }
        }
        circuit.record(answer);
        metrics.request(provider.code(), answer, Duration.ofNanos(System.nanoTime() - start));
        return told(guard, answer, inquiry);
    }

    private Answer told(ProviderGuard guard, Answer answer, Inquiry inquiry) {
        if (answer instanceof Answer.Throttled throttled) {
            return new Answer.Throttled(refusals.refused(guard.key(), throttled.retryAfter()));
        }
        if (answer instanceof Answer.Found || answer instanceof Answer.NotFound) {
            inquiry.noteAnswer();
            refusals.accepted(guard.key());
        }
        return answer;
    }

    private Duration untilDeadline(Duration longest, Inquiry inquiry) {
        Duration left = Duration.between(clock.instant(), inquiry.deadline());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(longest) < 0 ? left : longest;
    }
}
