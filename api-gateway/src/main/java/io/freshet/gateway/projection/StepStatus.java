package io.freshet.gateway.projection;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Status of a step; a step whose time was up may still be completed by a late answer. */
public enum StepStatus {
    PENDING,
    RUNNING,
    WAITING_RETRY,
    COMPLETED,
    NOT_APPLICABLE,
    FAILED,
    CANCELLED,
    TIMED_OUT;

    /** The word of the REST API and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isTerminal() {
        return switch (this) {
            case PENDING, RUNNING, WAITING_RETRY -> false;
            case COMPLETED, NOT_APPLICABLE, FAILED, CANCELLED, TIMED_OUT -> true;
        };
    }

    /** Whether a step may go from here to there. */
    public boolean mayBecome(StepStatus next) {
        return switch (this) {
            case PENDING -> next != PENDING;
            case RUNNING, WAITING_RETRY -> next != PENDING && next != this;
            case TIMED_OUT -> next == COMPLETED || next == FAILED;
            case COMPLETED, NOT_APPLICABLE, FAILED, CANCELLED -> false;
        };
    }

    /** From where a step may come to {@code next}; the guard of every update. */
    public static Set<StepStatus> predecessorsOf(StepStatus next) {
        EnumSet<StepStatus> predecessors = EnumSet.noneOf(StepStatus.class);
        Arrays.stream(values()).filter(status -> status.mayBecome(next)).forEach(predecessors::add);
        return predecessors;
    }
}
