package io.freshet.gateway.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Matrices of one tenant in memory, each at its newest version. */
record FakeMatrixRepository(List<Matrix> matrices) implements MatrixRepository {

    static Matrix matrix(UUID tenantId, int version, String document) {
        try {
            return new Matrix(tenantId, UUID.randomUUID(), version, new ObjectMapper().readTree(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public List<MatrixRef> listeningTo(UUID tenantId, String trigger) {
        return allCurrent(tenantId).stream()
                .filter(matrix -> listens(matrix.document(), trigger))
                .map(matrix -> new MatrixRef(matrix.matrixId().toString(), matrix.version()))
                .toList();
    }

    private static boolean listens(JsonNode document, String trigger) {
        return document.path("triggers").path(trigger).asBoolean();
    }

    @Override
    public Optional<Matrix> current(UUID tenantId, UUID matrixId) {
        return allCurrent(tenantId).stream()
                .filter(matrix -> matrix.matrixId().equals(matrixId))
                .findFirst();
    }

    @Override
    public List<Matrix> allCurrent(UUID tenantId) {
        return matrices.stream()
                .filter(matrix -> matrix.tenantId().equals(tenantId))
                .toList();
    }

    @Override
    public Set<UUID> existing(UUID tenantId, List<UUID> matrixIds) {
        return allCurrent(tenantId).stream()
                .map(Matrix::matrixId)
                .filter(matrixIds::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Matrix> all() {
        return matrices;
    }

    @Override
    public void insertIfAbsent(Matrix matrix, String name) {
        throw new UnsupportedOperationException();
    }
}
