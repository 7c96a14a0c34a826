package io.freshet.gateway.refresh;

import io.freshet.gateway.outbox.OutboxMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells every stage that a job was cancelled.
 *
 * @param deadline of the job; after it the cancellation may be forgotten
 */
public record CancelCommand(UUID jobId, UUID tenantId, Instant deadline, Instant cancelledAt)
        implements OutboxMessage {}
