package io.freshet.enrichment;

import java.time.Instant;

/** One asking of one provider: on what terms, and how much of it has left the machine. Used by one thread at a time. */
public final class Inquiry {

    private final Instant deadline;
    private final boolean bulk;
    private int sent;

    /**
     * An inquiry of which nothing has been sent.
     *
     * @param deadline when the answer is of no use any more
     * @param bulk whether it yields to others
     */
    public Inquiry(Instant deadline, boolean bulk) {
        this.deadline = deadline;
        this.bulk = bulk;
    }

    public Instant deadline() {
        return deadline;
    }

    public boolean bulk() {
        return bulk;
    }

    /** Notes that a request is about to leave. */
    public void sending() {
        sent++;
    }

    /** Requests that have left. */
    public int sent() {
        return sent;
    }
}
