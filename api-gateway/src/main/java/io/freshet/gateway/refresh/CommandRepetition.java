package io.freshet.gateway.refresh;

import io.freshet.gateway.outbox.OutboxRecord;
import java.time.Instant;
import java.util.UUID;

/** Makes the first command of a job, whatever its operation, into the first command of the job that tries it again. */
public interface CommandRepetition {

    /** The new job. */
    record Retry(UUID jobId, UUID retryOf, Instant deadline) {}

    /**
     * The same plan under another id, with the ids of the jobs whose successes stand.
     *
     * @param first as it was sent
     * @throws io.freshet.gateway.failure.PartAwayException when the schema registry is away
     */
    OutboxRecord again(OutboxRecord first, Retry retry);
}
