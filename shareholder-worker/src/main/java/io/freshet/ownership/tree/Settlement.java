package io.freshet.ownership.tree;

import java.time.Instant;

/**
 * The end of a job.
 *
 * @param by the node whose answer was the last; {@link #CLOCK} when the deadline struck without an answer
 */
public record Settlement(String by, Instant at) {

    static final String CLOCK = "";

    /** Whether no answer, and so no record that could be read again, settled the job. */
    public boolean byClock() {
        return by.equals(CLOCK);
    }
}
