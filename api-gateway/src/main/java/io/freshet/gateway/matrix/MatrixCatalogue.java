package io.freshet.gateway.matrix;

import io.freshet.schemas.MatrixRef;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which matrices a tenant has. */
@Singleton
public final class MatrixCatalogue {

    private final TransactionOperations<Connection> transactions;

    MatrixCatalogue(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** The newest version of every matrix that is active or shadow and listens to the trigger. */
    public List<MatrixRef> listeningTo(UUID tenantId, String trigger) {
        return transactions.executeRead(status -> {
            try (PreparedStatement select = status.getConnection().prepareStatement("""
                    SELECT matrix_id, version FROM (
                        SELECT DISTINCT ON (matrix_id) matrix_id, version, status, document FROM risk_matrix
                        WHERE tenant_id = ? ORDER BY matrix_id, version DESC) AS newest
                    WHERE status IN ('active', 'shadow') AND document -> 'triggers' ->> ? = 'true' ORDER BY matrix_id
                    """)) {
                select.setObject(1, tenantId);
                select.setString(2, trigger);
                try (ResultSet row = select.executeQuery()) {
                    List<MatrixRef> matrices = new ArrayList<>();
                    while (row.next()) {
                        matrices.add(new MatrixRef(row.getString(1), row.getInt(2)));
                    }
                    return matrices;
                }
            }
        });
    }
}
