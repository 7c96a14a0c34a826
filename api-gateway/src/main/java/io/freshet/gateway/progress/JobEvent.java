package io.freshet.gateway.progress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of a job or of one of its steps.
 *
 * @param sequence grows by one within a job; {@link #ACCEPTED} comes first, the end of the job last
 * @param data of a job {@code {status}}, of a step {@code {kind, name, status}}
 */
public record JobEvent(UUID jobId, long sequence, Kind kind, ObjectNode data, Instant at) {

    /** Sequence of the acceptance, which the job itself tells and nobody writes. */
    public static final long ACCEPTED = 1;

    /** What changed. */
    public enum Kind {
        JOB,
        STEP
    }
}
