package io.freshet.gateway.operation;

import io.freshet.core.refresh.Selection;
import io.freshet.gateway.refresh.Planning;
import java.util.List;

/** What became of the wish to plan an operation. */
public sealed interface OperationPlanning {

    /** Planned, or not for a reason for which a refresh is not planned either. */
    record Decided(Planning planning) implements OperationPlanning {}

    /** Matrices that the tenant does not have, or that are neither active nor shadow; never empty. */
    record UnknownMatrices(List<Selection.Name> names) implements OperationPlanning {
        public UnknownMatrices {
            names = List.copyOf(names);
        }
    }

    /** The operation starts from what is known of the entity, and nothing is. */
    record NothingKnown() implements OperationPlanning {}

    /** What is known is too large to travel with the job. */
    record TooMuchKnown() implements OperationPlanning {}

    /**
     * No matrix can be evaluated.
     *
     * @param gaps what each lacks, in words; empty when no matrix listens
     */
    record NoMatrixCoverage(List<String> gaps) implements OperationPlanning {
        public NoMatrixCoverage {
            gaps = List.copyOf(gaps);
        }
    }
}
