package io.freshet.gateway.refresh;

import java.util.UUID;

/** Ends jobs that somebody does not want any more. */
public interface JobCancellation {

    /**
     * Cancels a job in the running transaction, or in one of its own: its open steps are cancelled with it, the public event
     * is told, and the stages are told to begin nothing more. Waits while another transaction changes the job; of several
     * that want to end it, one does.
     */
    Outcome cancel(UUID tenantId, UUID jobId);

    /** What became of the wish. */
    sealed interface Outcome {}

    /** This call cancelled the job. */
    record Cancelled() implements Outcome {}

    /** The job was over before. */
    record AlreadyEnded(JobStatus status) implements Outcome {}

    /** The tenant has no such job. */
    record NotFound() implements Outcome {}
}
