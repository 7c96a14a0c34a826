package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends a call again, after growing pauses, while the provider has no usable answer and there is time. */
public final class RetryingExchange implements Exchange {

    private final Exchange exchange;
    private final Clock clock;

    public RetryingExchange(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public Answer send(ProviderDefinition provider, Call call, Inquiry inquiry) throws InterruptedException {
        ProviderDefinition.Retry retry = provider.retry();
        Duration pause = retry.firstBackoff();
        Answer before = null;
        for (int attempt = 1; ; attempt++) {
            Answer answer = exchange.send(provider, call, inquiry);
            if (before != null && answer instanceof Answer.NotCalled) {
                // What the provider said says more than that we did not ask it again.
                return before;
            }
            before = answer;
            Duration wait = answer instanceof Answer.Throttled throttled
                    ? throttled.retryAfter()
                    : jittered(pause, retry.jitter());
            boolean again = answer instanceof Answer.Throttled || answer instanceof Answer.Unavailable;
            boolean inTime = clock.instant().plus(wait).isBefore(inquiry.deadline())
                    && wait.compareTo(retry.longestBackoff()) <= 0;
            if (!again || attempt >= retry.maxAttempts() || !inTime) {
                return answer;
            }
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            pause = pause.multipliedBy(2).compareTo(retry.longestBackoff()) < 0
                    ? pause.multipliedBy(2)
                    : retry.longestBackoff();
        }
    }

    /** A share more or less, so that those who failed together do not come back together. */
    private static Duration jittered(Duration pause, double jitter) {
        double factor = 1 + jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
