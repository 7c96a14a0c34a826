package io.freshet.gateway.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls about an entity are meant; what is null lets all pass.
 *
 * @param provider code
 * @param from inclusive
 * @param to exclusive
 */
public record ExecutionFilter(
        @Nullable String provider,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Lets all calls pass. */
    public static final ExecutionFilter ALL = new ExecutionFilter(null, null, null, null);

    /** What came of a call. */
    public enum Outcome {
        /** The provider knew the entity. */
        SUCCESS,
        /** It did not, or could not be asked. */
        FAILED
    }
}
