package io.freshet.enrichment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets one worker make a call for all workers that want the same at the same time. */
public interface CallFlights {

    /** What a look has found. */
    sealed interface Boarding {}

    /** The call is ours to make; {@link #abandon} or the storing of its outcome ends it. */
    record Ours() implements Boarding {}

    /** Another makes it. {@code since} is to be given again with the next look. */
    record Theirs(Instant since) implements Boarding {}

    /** Another has made it. */
    record Landed(Answer answer) implements Boarding {}

    /**
     * Looks whether somebody makes the call, and else makes it ours.
     *
     * @param fresh whether only a call will do that began after the first look, or after {@code since}
     * @param since null at the first look
     */
    Boarding board(CallKey key, boolean fresh, @Nullable Instant since);

    /** The call has no outcome for others; the next one makes it. */
    void abandon(CallKey key);

    /** How long to wait before the second look; the next pauses are twice as long each. */
    Duration FIRST_PAUSE = Duration.ofMillis(20);

    /** How long to wait between two looks at the most. */
    Duration LONGEST_PAUSE = Duration.ofMillis(250);
}
