package io.freshet.gateway.progress;

import io.freshet.gateway.refresh.JobStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of jobs, kept for a week. */
public interface JobEventRepository {

    /**
     * Writes what the running transaction changed on the jobs and their steps. It must hold the locks of the jobs, and call
     * this once, after its last change: a step that it moved twice is told once, with its last status.
     *
     * @return the last sequence of each job that has new events
     */
    Map<UUID, Long> record(Collection<UUID> jobIds, Instant at);

    /** A job of the tenant. */
    Optional<Watched> find(UUID tenantId, UUID jobId);

    /** What one must know of a job to tell its events; {@code endedAt} is null while it is not over. */
    record Watched(
            UUID jobId,
            JobStatus status,
            Instant queuedAt,
            @Nullable Instant endedAt) {}

    /** At most {@code limit} events that follow {@code sequence}, in their order. */
    List<JobEvent> after(UUID tenantId, UUID jobId, long sequence, int limit);

    /**
     * Deletes at most {@code limit} events older than {@code moment}, of all tenants.
     *
     * @return how many
     */
    int forgetBefore(Instant moment, int limit);
}
