package io.freshet.enrichment.guard;

import java.time.Duration;

/**
 * How long calls wait inside the worker before their command goes to a retry tier and leaves its place to others.
 *
 * @param place for a place among the calls at the same time
 * @param permit for a permit of the limit
 * @param followUp for either, when an earlier request of the same inquiry has been answered and would have to be repeated
 */
public record Patience(Duration place, Duration permit, Duration followUp) {

    /** One second, four seconds and half a minute. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(30));
}
