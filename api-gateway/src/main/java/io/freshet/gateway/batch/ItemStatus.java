package io.freshet.gateway.batch;

import java.util.Locale;

/** Where an item of a batch is; from {@link #COMPLETED} on it is an outcome and does not change. */
public enum ItemStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    /** The tenant has no such entity. */
    NOT_FOUND,
    /** Another refresh of the entity stood in the way. */
    CONFLICT;

    /** The word of the REST API and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status with that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ItemStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
