package io.freshet.gateway.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the events of a job on whichever instance is asked. */
@Singleton
public final class JobProgress {

    private final Transactions transactions;
    private final JobEventRepository events;

    JobProgress(Transactions transactions, JobEventRepository events) {
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * What happened.
     *
     * @param complete whether nothing will ever follow these events
     */
    public record Part(List<JobEvent> events, boolean complete) {
        public Part {
            events = List.copyOf(events);
        }
    }

    /**
     * The events that follow {@code sequence}, at most {@code limit}, which is 2 or more. Of a job that ended so long ago that its events are
     * forgotten, what can still be said: how it ended, to those who ask from the beginning.
     *
     * @return empty when the tenant has no such job
     */
    public Optional<Part> after(UUID tenantId, UUID jobId, long sequence, int limit) {
        // The job first: when it has ended by then, all its events are there to be read.
        return transactions.read(() -> events.find(tenantId, jobId).map(job -> part(tenantId, job, sequence, limit)));
    }

    private Part part(UUID tenantId, JobEventRepository.Watched job, long sequence, int limit) {
        List<JobEvent> found = new ArrayList<>();
        if (sequence < JobEvent.ACCEPTED) {
            found.add(ofJob(job, JobEvent.ACCEPTED, new JobStatus.Queued(), job.queuedAt()));
        }
        int left = limit - found.size();
        List<JobEvent> written = events.after(tenantId, job.jobId(), sequence, left);
        found.addAll(written);
        Instant endedAt = job.endedAt();
        if (endedAt == null) {
            return new Part(found, false);
        }
        if (written.isEmpty() && sequence < JobEvent.ACCEPTED) {
            found.add(ofJob(job, JobEvent.ACCEPTED + 1, job.status(), endedAt));
        }
        return new Part(found, written.size() < left);
    }

    private static JobEvent ofJob(JobEventRepository.Watched job, long sequence, JobStatus status, Instant at) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("status", JobStatus.word(status));
        return new JobEvent(job.jobId(), sequence, JobEvent.Kind.JOB, data, at);
    }
}
