package io.freshet.gateway.matrix.persistence;

import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.SqlArray;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Matrices in PostgreSQL. */
@Singleton
final class JdbcMatrixRepository implements MatrixRepository {

    private static final String LISTENING = """
            SELECT matrix_id, version FROM (
                SELECT DISTINCT ON (matrix_id) matrix_id, version, status, document FROM risk_matrix
                WHERE tenant_id = ? ORDER BY matrix_id, version DESC) AS newest
            WHERE status IN ('active', 'shadow') AND document -> 'triggers' ->> ? = 'true' ORDER BY matrix_id
            """;

    private final Database database;

    JdbcMatrixRepository(Database database) {
        this.database = database;
    }

    @Override
    public List<MatrixRef> listeningTo(UUID tenantId, String trigger) {
        return database.query(
                LISTENING, row -> new MatrixRef(row.text("matrix_id"), row.integer("version")), tenantId, trigger);
    }

    @Override
    public Set<UUID> existing(UUID tenantId, List<UUID> matrixIds) {
        return Set.copyOf(database.query(
                "SELECT DISTINCT matrix_id FROM risk_matrix WHERE tenant_id = ? AND matrix_id = ANY (?)",
                row -> row.uuid("matrix_id"),
                tenantId,
                SqlArray.uuids(matrixIds)));
    }

    @Override
    public List<Matrix> all() {
        return database.query(
                "SELECT tenant_id, matrix_id, version, document FROM risk_matrix ORDER BY matrix_id, version",
                row -> new Matrix(
                        row.uuid("tenant_id"), row.uuid("matrix_id"), row.integer("version"), row.object("document")));
    }

    @Override
    public void insertIfAbsent(Matrix matrix, String name) {
        database.update("""
                INSERT INTO risk_matrix (matrix_id, version, tenant_id, name, status, document, created_at)
                VALUES (?, ?, ?, ?, 'active', ?, now()) ON CONFLICT DO NOTHING
                """, matrix.matrixId(), matrix.version(), matrix.tenantId(), name, matrix.document());
    }
}
