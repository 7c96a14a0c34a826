package io.freshet.gateway.operation.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.operation.OperationPlanning;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.http.RefreshAnswers;
import java.util.Map;

/** The outcomes of planning an operation as HTTP says them. */
final class OperationAnswers {

    private OperationAnswers() {}

    /**
     * The plan.
     *
     * @throws ApiException when there is none
     */
    static RefreshPlan planned(OperationPlanning planning) {
        return switch (planning) {
            case OperationPlanning.Decided decided -> RefreshAnswers.planned(decided.planning());
            case OperationPlanning.UnknownMatrices unknown ->
                throw ApiException.invalid(unknown.names().stream()
                        .map(name -> new ApiException.Detail(
                                name.pointer(), "names no active or shadow matrix: " + name.name()))
                        .toList());
            case OperationPlanning.NothingKnown none ->
                throw new ApiException(
                        ErrorCode.NO_NORMALIZED_ENRICHMENT,
                        "Nothing is known of this entity yet; enrich it first, or send runEnrichmentFirst.");
            case OperationPlanning.TooMuchKnown large ->
                throw new ApiException(
                        ErrorCode.PROFILE_TOO_LARGE, "What is known of this entity is too large to start from.");
            case OperationPlanning.NoMatrixCoverage none ->
                throw new ApiException(
                        ErrorCode.NO_MATRIX_COVERAGE,
                        none.gaps().isEmpty()
                                ? "No active risk matrix listens to the trigger manual."
                                : "The entity lacks what the risk matrices need; see details.",
                        none.gaps().stream()
                                .map(gap -> new ApiException.Detail("", gap))
                                .toList(),
                        Map.of());
        };
    }
}
