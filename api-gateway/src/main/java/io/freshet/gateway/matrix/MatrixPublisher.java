package io.freshet.gateway.matrix;

import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRow;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.RiskMatrix;
import io.freshet.schemas.Topics;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the rules workers of every matrix. The topic is compacted, so telling again costs a record and changes nothing. */
@Singleton
public final class MatrixPublisher {

    private final TransactionOperations<Connection> transactions;
    private final Outbox outbox;

    MatrixPublisher(TransactionOperations<Connection> transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** Publishes all versions of all matrices that may still be named by a job. */
    public void publishAll() {
        List<OutboxRow> rows =
                transactions.executeWrite(status -> outbox.append(status.getConnection(), all(status.getConnection())));
        outbox.committed(rows);
    }

    private static List<OutboxMessage> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT tenant_id, matrix_id, version, document FROM risk_matrix ORDER BY matrix_id, version");
                ResultSet row = select.executeQuery()) {
            List<OutboxMessage> messages = new ArrayList<>();
            while (row.next()) {
                messages.add(message(row));
            }
            return messages;
        }
    }

    private static OutboxMessage message(ResultSet row) throws SQLException {
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        String matrixId = row.getString("matrix_id");
        int version = row.getInt("version");
        String messageId = JobHeaders.messageId(matrixId, "RiskMatrix", Integer.toString(version))
                .toString();
        RiskMatrix matrix = RiskMatrix.newBuilder()
                .setTenantId(tenantId.toString())
                .setMatrixId(matrixId)
                .setVersion(version)
                .setDocument(row.getString("document"))
                .build();
        return new OutboxMessage(
                tenantId,
                Topics.RISK_MATRICES,
                tenantId + "/" + matrixId + "/" + version,
                Map.of(Headers.MESSAGE_ID, messageId, Headers.TENANT_ID, tenantId.toString()),
                matrix);
    }
}
