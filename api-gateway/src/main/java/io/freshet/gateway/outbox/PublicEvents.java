package io.freshet.gateway.outbox;

import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import java.util.Map;
import java.util.UUID;

/**
 * What other teams are told: CloudEvents 1.0 in the binary mode of its Kafka protocol binding. The id is a function of the
 * refresh and the event type, so a duplicate is recognizable.
 */
public final class PublicEvents {

    private static final String SOURCE = "/freshet/api-gateway";

    private PublicEvents() {}

    public static OutboxMessage refresh(UUID tenantId, RefreshEvent event) {
        String type = type(event.getStatus());
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                JobHeaders.messageId(event.getRefreshId(), type, "public").toString(),
                "ce_type",
                type,
                "ce_source",
                SOURCE,
                "ce_subject",
                event.getEntityId(),
                "ce_time",
                event.getOccurredAt().toString(),
                "ce_dataschema",
                "urn:avro:" + RefreshEvent.getClassSchema().getFullName(),
                "content-type",
                "application/avro");
        return new OutboxMessage(tenantId, Topics.PUBLIC_ENTITIES, event.getEntityId(), headers, event);
    }

    private static String type(RefreshStatus status) {
        return switch (status) {
            case RUNNING -> "entity.refresh_started";
            case COMPLETED, COMPLETED_WITH_ERRORS -> "entity.refreshed";
            case FAILED, CANCELLED, TIMED_OUT -> "entity.refresh_failed";
            case UNKNOWN -> throw new IllegalArgumentException("an event without a status is never published");
        };
    }
}
