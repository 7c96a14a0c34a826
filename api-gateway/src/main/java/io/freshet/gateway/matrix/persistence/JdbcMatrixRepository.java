package io.freshet.gateway.matrix.persistence;

import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

    private static final String CURRENT = """
            SELECT tenant_id, matrix_id, version, document FROM (
                SELECT DISTINCT ON (matrix_id) tenant_id, matrix_id, version, status, document FROM risk_matrix
                WHERE tenant_id = ? ORDER BY matrix_id, version DESC) AS newest
            WHERE status IN ('active', 'shadow')
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
                JdbcMatrixRepository::read);
    }

    @Override
    public Optional<Matrix> current(UUID tenantId, UUID matrixId) {
        return database.queryOne(CURRENT + " AND matrix_id = ?", JdbcMatrixRepository::read, tenantId, matrixId);
    }

    @Override
    public List<Matrix> allCurrent(UUID tenantId) {
        return database.query(CURRENT + " ORDER BY matrix_id", JdbcMatrixRepository::read, tenantId);
    }

    private static Matrix read(Row row) throws SQLException {
        return new Matrix(row.uuid("tenant_id"), row.uuid("matrix_id"), row.integer("version"), row.object("document"));
    }

    @Override
    public void insertIfAbsent(Matrix matrix, String name) {
        database.update("""
                INSERT INTO risk_matrix (matrix_id, version, tenant_id, name, status, document, created_at)
                VALUES (?, ?, ?, ?, 'active', ?, now()) ON CONFLICT DO NOTHING
                """, matrix.matrixId(), matrix.version(), matrix.tenantId(), name, matrix.document());
    }
}
