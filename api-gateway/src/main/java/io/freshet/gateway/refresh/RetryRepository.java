package io.freshet.gateway.refresh;

import io.freshet.core.PartyType;
import io.freshet.gateway.outbox.OutboxRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Jobs that are to be tried again. */
public interface RetryRepository {

    /** A job of the tenant whose entity is not deleted. */
    Optional<Predecessor> find(UUID tenantId, UUID jobId);

    /**
     * Inserts a queued job that does what {@code predecessor} did, with its stages and root providers as pending steps; waits
     * while another transaction inserts an exclusive job of the same entity.
     *
     * @return false when it is exclusive and another such job of the entity is not over
     */
    boolean insert(UUID tenantId, UUID predecessor, NewJob job);

    /**
     * A job as it was.
     *
     * @param bulk whether it yielded to interactive ones
     * @param unfinished whether a step failed or ran out of time
     * @param command the first command as it was sent
     */
    record Predecessor(
            UUID entityId,
            PartyType entityType,
            Operation operation,
            JobStatus status,
            boolean bulk,
            boolean unfinished,
            List<String> slip,
            List<String> providers,
            OutboxRecord command) {
        public Predecessor {
            slip = List.copyOf(slip);
            providers = List.copyOf(providers);
        }
    }

    /** What is new about a job. */
    record NewJob(UUID jobId, OutboxRecord command, Instant deadline, Instant queuedAt) {}
}
