package io.freshet.ownership.tree;

import java.time.Instant;

/**
 * The end of a job.
 *
 * @param by the node whose answer was the last; {@link #CLOCK} when the deadline struck without an answer,
 *     {@link #CANCELLATION} when the job was cancelled
 */
public record Settlement(String by, Instant at) {

    static final String CLOCK = "";
    /** No node is called so: an id is {@code root} or has a colon. */
    static final String CANCELLATION = "cancellation";

    /** Whether no answer, and so no record that could be read again, settled the job. */
    public boolean byClock() {
        return by.equals(CLOCK);
    }

    /** Whether the job was cancelled; the record that said so can be read again. */
    public boolean byCancellation() {
        return by.equals(CANCELLATION);
    }
}
