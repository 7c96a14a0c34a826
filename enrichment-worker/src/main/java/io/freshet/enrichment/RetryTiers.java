package io.freshet.enrichment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The waits that a command can be sent away for.
 *
 * @param delays shortest first
 */
public record RetryTiers(List<Duration> delays) {

    /** To come back, to be answered, and for the job to be told. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    public RetryTiers {
        delays = List.copyOf(delays);
    }

    /**
     * The delay for a command that is to be tried again in {@code wait}: the longest that is no longer, else the shortest. Coming
     * back early costs little, and is told again how long to wait.
     *
     * @param left until the deadline
     * @return empty when the deadline leaves no time for the wait
     */
    Optional<Duration> fitting(Duration wait, Duration left) {
        Duration time = left.minus(MARGIN);
        if (wait.compareTo(time) >= 0) {
            return Optional.empty();
        }
        return delays.stream()
                .filter(delay -> delay.compareTo(time) < 0)
                .filter(delay -> delay.compareTo(wait) <= 0 || delay.equals(delays.getFirst()))
                .reduce((shorter, longer) -> longer);
    }
}
