package io.freshet.gateway.refresh.messaging;

import io.freshet.gateway.outbox.OutboxEncoder;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.RefreshAnnouncement;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * What other teams are told as CloudEvents 1.0 in the binary mode of its Kafka protocol binding. The id is a function of the
 * refresh and the event type, so a duplicate is recognizable.
 */
@Singleton
final class RefreshAnnouncementEncoder implements OutboxEncoder {

    private static final String SOURCE = "/freshet/api-gateway";

    private final AvroRecords records;

    RefreshAnnouncementEncoder(AvroRecords records) {
        this.records = records;
    }

    @Override
    public Optional<OutboxRecord> encode(OutboxMessage message) {
        return message instanceof RefreshAnnouncement announcement
                ? Optional.of(encode(announcement))
                : Optional.empty();
    }

    private OutboxRecord encode(RefreshAnnouncement announcement) {
        String type = type(announcement.status());
        String refreshId = announcement.jobId().toString();
        String entityId = announcement.entityId().toString();
        RefreshEvent event = event(announcement);
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                JobHeaders.messageId(refreshId, type, "public").toString(),
                "ce_type",
                type,
                "ce_source",
                SOURCE,
                "ce_subject",
                entityId,
                "ce_time",
                event.getOccurredAt().toString(),
                "ce_dataschema",
                "urn:avro:" + RefreshEvent.getClassSchema().getFullName(),
                "content-type",
                "application/avro");
        return records.of(announcement.tenantId(), Topics.PUBLIC_ENTITIES, entityId, headers, event);
    }

    private static RefreshEvent event(RefreshAnnouncement announcement) {
        return RefreshEvent.newBuilder()
                .setRefreshId(announcement.jobId().toString())
                .setEntityId(announcement.entityId().toString())
                .setOrganizationId(announcement.tenantId().toString())
                .setSequence(announcement.sequence())
                .setStatus(status(announcement.status()))
                .setEntityType(FirstCommandEncoder.type(announcement.entityType()))
                .setOccurredAt(announcement.occurredAt())
                .setChangedPaths(announcement.changedPaths())
                .setDecision(announcement.decision())
                .setRiskScore(announcement.riskScore())
                .setErrorCode(announcement.errorCode())
                .build();
    }

    private static String type(JobStatus status) {
        return switch (status) {
            case JobStatus.Queued queued -> "entity.refresh_started";
            case JobStatus.Running running -> "entity.refresh_started";
            case JobStatus.Completed completed -> "entity.refreshed";
            case JobStatus.CompletedWithErrors completed -> "entity.refreshed";
            case JobStatus.Failed failed -> "entity.refresh_failed";
            case JobStatus.Cancelled cancelled -> "entity.refresh_failed";
            case JobStatus.TimedOut timedOut -> "entity.refresh_failed";
        };
    }

    private static RefreshStatus status(JobStatus status) {
        return switch (status) {
            case JobStatus.Queued queued -> RefreshStatus.RUNNING;
            case JobStatus.Running running -> RefreshStatus.RUNNING;
            case JobStatus.Completed completed -> RefreshStatus.COMPLETED;
            case JobStatus.CompletedWithErrors completed -> RefreshStatus.COMPLETED_WITH_ERRORS;
            case JobStatus.Failed failed -> RefreshStatus.FAILED;
            case JobStatus.Cancelled cancelled -> RefreshStatus.CANCELLED;
            case JobStatus.TimedOut timedOut -> RefreshStatus.TIMED_OUT;
        };
    }
}
