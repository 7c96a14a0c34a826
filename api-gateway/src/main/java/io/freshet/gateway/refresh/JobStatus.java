package io.freshet.gateway.refresh;

import java.util.List;

/**
 * Status of a job. Each record has exactly the transitions that are legal from it; the guards of the updates in SQL are
 * derived from them. A job ends once: nothing leads out of an end.
 */
public sealed interface JobStatus {

    /** Every status there is. */
    List<JobStatus> ALL = List.of(
            new Queued(),
            new Running(),
            new Completed(),
            new CompletedWithErrors(),
            new Failed(),
            new Cancelled(),
            new TimedOut());

    record Queued() implements CanStart, CanFail, CanBeCancelled, CanTimeOut {}

    record Running() implements CanComplete, CanCompleteWithErrors, CanFail, CanBeCancelled, CanTimeOut {}

    record Completed() implements JobStatus {}

    record CompletedWithErrors() implements JobStatus {}

    record Failed() implements JobStatus {}

    record Cancelled() implements JobStatus {}

    record TimedOut() implements JobStatus {}

    /** What may start to run. */
    sealed interface CanStart extends JobStatus {
        default Running start() {
            return new Running();
        }
    }

    /** What may complete. */
    sealed interface CanComplete extends JobStatus {
        default Completed complete() {
            return new Completed();
        }
    }

    /** What may complete although some step did not. */
    sealed interface CanCompleteWithErrors extends JobStatus {
        default CompletedWithErrors completeWithErrors() {
            return new CompletedWithErrors();
        }
    }

    /** What may fail. */
    sealed interface CanFail extends JobStatus {
        default Failed fail() {
            return new Failed();
        }
    }

    /** What may be cancelled. */
    sealed interface CanBeCancelled extends JobStatus {
        default Cancelled cancel() {
            return new Cancelled();
        }
    }

    /** What may run out of time. */
    sealed interface CanTimeOut extends JobStatus {
        default TimedOut timeOut() {
            return new TimedOut();
        }
    }

    /** The word of the REST API and of the table. */
    static String word(JobStatus status) {
        return switch (status) {
            case Queued queued -> "queued";
            case Running running -> "running";
            case Completed completed -> "completed";
            case CompletedWithErrors completed -> "completed_with_errors";
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
    static JobStatus ofWord(String word) {
        return ALL.stream()
                .filter(status -> word(status).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status of a job is called " + word));
    }

    /** Whether the job has ended. */
    static boolean isTerminal(JobStatus status) {
        return switch (status) {
            case Queued queued -> false;
            case Running running -> false;
            case Completed completed -> true;
            case CompletedWithErrors completed -> true;
            case Failed failed -> true;
            case Cancelled cancelled -> true;
            case TimedOut timedOut -> true;
        };
    }

    /** From where a job may come to {@code next}; the guard of every update. */
    static List<JobStatus> predecessorsOf(JobStatus next) {
        return switch (next) {
            case Queued queued -> List.of();
            case Running running -> all(CanStart.class);
            case Completed completed -> all(CanComplete.class);
            case CompletedWithErrors completed -> all(CanCompleteWithErrors.class);
            case Failed failed -> all(CanFail.class);
            case Cancelled cancelled -> all(CanBeCancelled.class);
            case TimedOut timedOut -> all(CanTimeOut.class);
        };
    }

    private static List<JobStatus> all(Class<? extends JobStatus> origin) {
        return ALL.stream().filter(origin::isInstance).toList();
    }
}
