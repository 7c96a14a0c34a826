package io.freshet.gateway.matrix.messaging;

import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.outbox.OutboxEncoder;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.RiskMatrix;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Matrices as {@link RiskMatrix} records. */
@Singleton
final class MatrixEncoder implements OutboxEncoder {

    private final AvroRecords records;

    MatrixEncoder(AvroRecords records) {
        this.records = records;
    }

    @Override
    public Optional<OutboxRecord> encode(OutboxMessage message) {
        return message instanceof Matrix matrix ? Optional.of(encode(matrix)) : Optional.empty();
    }

    private OutboxRecord encode(Matrix matrix) {
        String tenantId = matrix.tenantId().toString();
        String matrixId = matrix.matrixId().toString();
        int version = matrix.version();
        String messageId = JobHeaders.messageId(matrixId, "RiskMatrix", Integer.toString(version))
                .toString();
        return records.of(
                matrix.tenantId(),
                Topics.RISK_MATRICES,
                tenantId + "/" + matrixId + "/" + version,
                Map.of(Headers.MESSAGE_ID, messageId, Headers.TENANT_ID, tenantId),
                RiskMatrix.newBuilder()
                        .setTenantId(tenantId)
                        .setMatrixId(matrixId)
                        .setVersion(version)
                        .setDocument(matrix.document().toString())
                        .build());
    }
}
