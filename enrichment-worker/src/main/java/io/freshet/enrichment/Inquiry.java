package io.freshet.enrichment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One asking of one provider: on what terms, and how much of it has left the machine. Used by one thread at a time. */
public final class Inquiry implements AutoCloseable {

    private final Instant deadline;
    private final boolean bulk;
    private int sent;
    private @Nullable Subject subject;
    private int answered;
    private final List<Runnable> atEnd = new ArrayList<>();

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

    /** Says whom it is about; needed where an exchange does not say it by an address. */
    public void about(Subject party) {
        subject = party;
    }

    /** Whom it is about. */
    public Subject subject() {
        return Objects.requireNonNull(subject, "the subject of an inquiry by code");
    }

    /** Notes that a request is about to leave. */
    public void sending() {
        sent++;
    }

    /** Does something when the inquiry is over: its answer is stored, or there is none. */
    public void whenOver(Runnable action) {
        synchronized (atEnd) {
            atEnd.add(action);
        }
    }

    /** It is over. */
    @Override
    public void close() {
        List<Runnable> actions;
        synchronized (atEnd) {
            actions = List.copyOf(atEnd);
            atEnd.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** Notes that a request has its answer, and would be repeated in vain. */
    public void noteAnswer() {
        answered++;
    }

    /** Requests that have their answer. */
    public int answered() {
        return answered;
    }

    /** Requests that have left. */
    public int sent() {
        return sent;
    }
}
