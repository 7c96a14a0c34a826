package io.freshet.gateway.refresh;

import java.util.List;

/**
 * Status of a step. Each record has exactly the transitions that are legal from it; the guards of the updates in SQL are
 * derived from them.
 *
 * <p>A step whose time was up may still be ended by a late answer, whether that tells of success or of failure: the answer
 * and the end of the time travel on different topics, and the state must not depend on which is read first.
 */
public sealed interface StepStatus {

    /** Every status there is. */
    List<StepStatus> ALL = List.of(
            new Pending(),
            new Running(),
            new WaitingRetry(),
            new Completed(),
            new NotApplicable(),
            new Failed(),
            new Cancelled(),
            new TimedOut());

    record Pending()
            implements CanStart, CanWait, CanComplete, CanBeInapplicable, CanFail, CanBeCancelled, CanTimeOut {}

    record Running() implements CanWait, CanComplete, CanBeInapplicable, CanFail, CanBeCancelled, CanTimeOut {}

    record WaitingRetry() implements CanStart, CanComplete, CanBeInapplicable, CanFail, CanBeCancelled, CanTimeOut {}

    record Completed() implements StepStatus {}

    record NotApplicable() implements StepStatus {}

    record Failed() implements StepStatus {}

    record Cancelled() implements StepStatus {}

    record TimedOut() implements CanComplete, CanFail {}

    /** What may start to run. */
    sealed interface CanStart extends StepStatus {
        default Running start() {
            return new Running();
        }
    }

    /** What may wait for another attempt. */
    sealed interface CanWait extends StepStatus {
        default WaitingRetry waitForRetry() {
            return new WaitingRetry();
        }
    }

    /** What may complete. */
    sealed interface CanComplete extends StepStatus {
        default Completed complete() {
            return new Completed();
        }
    }

    /** What may turn out to have nothing to do. */
    sealed interface CanBeInapplicable extends StepStatus {
        default NotApplicable skip() {
            return new NotApplicable();
        }
    }

    /** What may fail. */
    sealed interface CanFail extends StepStatus {
        default Failed fail() {
            return new Failed();
        }
    }

    /** What may be cancelled. */
    sealed interface CanBeCancelled extends StepStatus {
        default Cancelled cancel() {
            return new Cancelled();
        }
    }

    /** What may run out of time. */
    sealed interface CanTimeOut extends StepStatus {
        default TimedOut timeOut() {
            return new TimedOut();
        }
    }

    /** The word of the REST API and of the table. */
    static String word(StepStatus status) {
        return switch (status) {
            case Pending pending -> "pending";
            case Running running -> "running";
            case WaitingRetry waiting -> "waiting_retry";
            case Completed completed -> "completed";
            case NotApplicable notApplicable -> "not_applicable";
            case Failed failed -> "failed";
            case Cancelled cancelled -> "cancelled";
            case TimedOut timedOut -> "timed_out";
        };
    }

    /**
     * The status with that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    static StepStatus ofWord(String word) {
        return ALL.stream()
                .filter(status -> word(status).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status of a step is called " + word));
    }

    /** Whether the step has ended, be it that a late answer may still change how. */
    static boolean isTerminal(StepStatus status) {
        return switch (status) {
            case Pending pending -> false;
            case Running running -> false;
            case WaitingRetry waiting -> false;
            case Completed completed -> true;
            case NotApplicable notApplicable -> true;
            case Failed failed -> true;
            case Cancelled cancelled -> true;
            case TimedOut timedOut -> true;
        };
    }

    /** From where a step may come to {@code next}; the guard of every update. */
    static List<StepStatus> predecessorsOf(StepStatus next) {
        return switch (next) {
            case Pending pending -> List.of();
            case Running running -> all(CanStart.class);
            case WaitingRetry waiting -> all(CanWait.class);
            case Completed completed -> all(CanComplete.class);
            case NotApplicable notApplicable -> all(CanBeInapplicable.class);
            case Failed failed -> all(CanFail.class);
            case Cancelled cancelled -> all(CanBeCancelled.class);
            case TimedOut timedOut -> all(CanTimeOut.class);
        };
    }

    private static List<StepStatus> all(Class<? extends StepStatus> origin) {
        return ALL.stream().filter(origin::isInstance).toList();
    }
}
