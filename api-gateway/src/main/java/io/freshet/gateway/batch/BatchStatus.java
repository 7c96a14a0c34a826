package io.freshet.gateway.batch;

import java.util.Locale;

/** Where a batch is. */
public enum BatchStatus {
    /** Some items wait or run. */
    RUNNING,
    /** No more items start; those that run are being cancelled. */
    CANCELLING,
    /** Every item has an outcome. */
    COMPLETED,
    /** Every item has an outcome, and some of them because the batch was cancelled. */
    CANCELLED;

    /** The word of the REST API and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status with that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static BatchStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
