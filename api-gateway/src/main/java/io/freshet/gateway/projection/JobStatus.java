package io.freshet.gateway.projection;

import io.freshet.schemas.RefreshStatus;
import java.util.Locale;

/** Status of a job. A job ends once: no terminal status has a successor. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    CANCELLED,
    TIMED_OUT;

    /** The word of the REST API and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public boolean isTerminal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED, TIMED_OUT -> true;
        };
    }

    /** The symbol of the public events. */
    public RefreshStatus published() {
        return switch (this) {
            case QUEUED, RUNNING -> RefreshStatus.RUNNING;
            case COMPLETED -> RefreshStatus.COMPLETED;
            case COMPLETED_WITH_ERRORS -> RefreshStatus.COMPLETED_WITH_ERRORS;
            case FAILED -> RefreshStatus.FAILED;
            case CANCELLED -> RefreshStatus.CANCELLED;
            case TIMED_OUT -> RefreshStatus.TIMED_OUT;
        };
    }
}
