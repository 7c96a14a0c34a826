package io.freshet.gateway.refresh;

import io.freshet.core.PartyType;
import io.freshet.gateway.outbox.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other teams are told of a refresh.
 *
 * @param sequence grows within one refresh: {@link #STARTED} at its acceptance, the sequence of its last event at its end
 * @param changedPaths JSON Pointers of what the refresh changed; empty before the end
 * @param decision APPROVE, REVIEW or REJECT when rules ran
 * @param riskScore when rules ran
 * @param errorCode when the refresh failed
 */
public record RefreshAnnouncement(
        UUID jobId,
        UUID entityId,
        UUID tenantId,
        long sequence,
        JobStatus status,
        PartyType entityType,
        Instant occurredAt,
        List<String> changedPaths,
        @Nullable String decision,
        @Nullable Double riskScore,
        @Nullable String errorCode)
        implements OutboxMessage {

    public static final long STARTED = 1;
    /** Of an end whose event has no sequence yet. */
    public static final long ENDED = 2;

    public RefreshAnnouncement {
        changedPaths = List.copyOf(changedPaths);
    }

    /** The same with another sequence. */
    public RefreshAnnouncement withSequence(long other) {
        return new RefreshAnnouncement(
                jobId,
                entityId,
                tenantId,
                other,
                status,
                entityType,
                occurredAt,
                changedPaths,
                decision,
                riskScore,
                errorCode);
    }

    /** That a refresh was accepted. */
    static RefreshAnnouncement started(RefreshCommand command, Instant at) {
        return started(
                command.jobId(),
                command.entity().entityId(),
                command.entity().tenantId(),
                command.entity().type(),
                at);
    }

    static RefreshAnnouncement started(UUID jobId, UUID entityId, UUID tenantId, PartyType entityType, Instant at) {
        return new RefreshAnnouncement(
                jobId,
                entityId,
                tenantId,
                STARTED,
                new JobStatus.Running(),
                entityType,
                at,
                List.of(),
                null,
                null,
                null);
    }
}
