package io.freshet.gateway.refresh.messaging;

import io.freshet.gateway.outbox.OutboxEncoder;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.gateway.refresh.CancelCommand;
import io.freshet.schemas.CancelJob;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Cancellations as {@link CancelJob}. */
@Singleton
final class CancelCommandEncoder implements OutboxEncoder {

    private final AvroRecords records;

    CancelCommandEncoder(AvroRecords records) {
        this.records = records;
    }

    @Override
    public Optional<OutboxRecord> encode(OutboxMessage message) {
        return message instanceof CancelCommand command ? Optional.of(encode(command)) : Optional.empty();
    }

    private OutboxRecord encode(CancelCommand command) {
        String jobId = command.jobId().toString();
        Map<String, String> headers = Map.of(
                Headers.MESSAGE_ID,
                        JobHeaders.messageId(jobId, "CancelJob", "root").toString(),
                Headers.JOB_ID, jobId,
                Headers.TENANT_ID, command.tenantId().toString(),
                Headers.DEADLINE, Long.toString(command.deadline().toEpochMilli()));
        CancelJob record = CancelJob.newBuilder()
                .setJobId(jobId)
                .setTenantId(command.tenantId().toString())
                .setDeadline(command.deadline())
                .setCancelledAt(command.cancelledAt())
                .build();
        return records.of(command.tenantId(), Topics.JOB_CANCELLATIONS, jobId, headers, record);
    }
}
