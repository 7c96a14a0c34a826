package io.freshet.gateway.operation;

import io.freshet.core.refresh.Selection;
import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code riskMatrixIds}: matrices that a caller names, each at its newest version, in the order of the request. */
@Singleton
final class ChosenMatrices {

    private static final String POINTER = "/riskMatrixIds/";

    private final MatrixRepository matrices;

    ChosenMatrices(MatrixRepository matrices) {
        this.matrices = matrices;
    }

    /** What the ids name. */
    record Choice(List<MatrixRef> matrices, List<Selection.Name> unknown) {
        Choice {
            matrices = List.copyOf(matrices);
            unknown = List.copyOf(unknown);
        }
    }

    Choice choose(UUID tenantId, List<UUID> ids) {
        List<MatrixRef> chosen = new ArrayList<>();
        List<Selection.Name> unknown = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<Matrix> matrix = matrices.current(tenantId, ids.get(i));
            if (matrix.isPresent()) {
                chosen.add(new MatrixRef(
                        matrix.get().matrixId().toString(), matrix.get().version()));
            } else {
                unknown.add(new Selection.Name(POINTER + i, ids.get(i).toString()));
            }
        }
        return new Choice(chosen, unknown);
    }
}
