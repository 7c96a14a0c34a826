package io.freshet.worker;

import java.time.Duration;
import java.util.List;

/** What became of a record. */
public sealed interface Outcome {

    /** The work is done; the emissions are to be sent, then the record is acknowledged. */
    record Done(List<Emission> emissions) implements Outcome {
        public Done {
            emissions = List.copyOf(emissions);
        }

        public static Done emitting(Emission... emissions) {
            return new Done(List.of(emissions));
        }
    }

    /**
     * Not now. The record goes to the shortest retry tier that waits at least {@code delay}; when its job's deadline lies
     * before that, it is dead-lettered as {@code DEADLINE_EXCEEDED}.
     *
     * @param reason for the log and the dead letter; no personal data
     */
    record RetryLater(Duration delay, String reason) implements Outcome {}

    /**
     * Not yet, and nothing has failed: something outside is to be waited for. As {@link RetryLater}, but it is no try: only the
     * deadline bounds how often a record is postponed.
     *
     * @param reason for the log and the dead letter; no personal data
     */
    record Postpone(Duration delay, String reason) implements Outcome {}

    /**
     * Never. The record goes to the dead letters with its origin.
     *
     * @param code stable, upper snake case
     * @param reason for a person; no personal data
     */
    record DeadLetter(String code, String reason) implements Outcome {}
}
