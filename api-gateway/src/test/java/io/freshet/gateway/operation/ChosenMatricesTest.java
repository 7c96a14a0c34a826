package io.freshet.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.refresh.Selection;
import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChosenMatricesTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final Matrix FIRST = FakeMatrixRepository.matrix(TENANT, 3, "{}");
    private static final Matrix SECOND = FakeMatrixRepository.matrix(TENANT, 1, "{}");
    private static final Matrix FOREIGN = FakeMatrixRepository.matrix(UUID.randomUUID(), 1, "{}");

    private final ChosenMatrices matrices =
            new ChosenMatrices(new FakeMatrixRepository(List.of(FIRST, SECOND, FOREIGN)));

    @Test
    void shouldKeepTheOrderOfTheRequestAndTakeTheNewestVersions() {
        assertThat(matrices.choose(TENANT, List.of(SECOND.matrixId(), FIRST.matrixId()))
                        .matrices())
                .containsExactly(
                        new MatrixRef(SECOND.matrixId().toString(), 1),
                        new MatrixRef(FIRST.matrixId().toString(), 3));
    }

    @Test
    void shouldPointAtEachMatrixThatTheTenantDoesNotHave() {
        assertThat(matrices.choose(TENANT, List.of(FIRST.matrixId(), FOREIGN.matrixId()))
                        .unknown())
                .containsExactly(new Selection.Name(
                        "/riskMatrixIds/1", FOREIGN.matrixId().toString()));
    }
}
