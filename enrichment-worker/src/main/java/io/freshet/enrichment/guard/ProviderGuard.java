package io.freshet.enrichment.guard;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Credentials;
import io.freshet.enrichment.catalogue.ProviderDefinition.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this worker keeps of one provider and its credential.
 *
 * @param key provider and name of the credential
 * @param limiter empty for a provider without a limit
 * @param requests that have left
 */
public record ProviderGuard(
        String key, Circuit circuit, Bulkhead bulkhead, Optional<CallLimiter> limiter, LongAdder requests) {

    /** More permits than these are counted in shorter periods. */
    private static final int MOST_SLOTS = 500;
    /** What a request may take beyond its timeout: the machine is busy. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** A guard in its first state. */
    static ProviderGuard of(ProviderDefinition provider, Permits permits, Clock clock, Runnable onCircuitChange) {
        String key = key(provider);
        return new ProviderGuard(
                key,
                new Circuit(provider.code(), provider.circuitBreaker(), clock, onCircuitChange),
                new Bulkhead(provider.concurrency()),
                provider.rateLimit().map(rate -> new CallLimiter(permits, limit(key, rate, provider.timeout()))),
                new LongAdder());
    }

    static String key(ProviderDefinition provider) {
        return provider.code()
                + '|'
                + provider.credentials().map(Credentials::secret).orElse("");
    }

    /** At most 500 in a part of the period is at most n in the whole of it, when n is that many times more. */
    static Permits.Limit limit(String key, RateLimit rate, Duration timeout) {
        int slots = Math.min(rate.permits(), MOST_SLOTS);
        // Rounded up, and a little more: both ends of a window count.
        long periodMs = (rate.per().toMillis() * slots + rate.permits() - 1) / rate.permits() + 2;
        return new Permits.Limit(key, slots, Duration.ofMillis(periodMs), timeout.plus(SLACK));
    }
}
