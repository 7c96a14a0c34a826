package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.RoutingSlip;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import io.freshet.gateway.refresh.KnownRoot;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.ProviderChoices;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RulesPlanner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Plans analyses: the matrices that listen to {@code manual} on what is known, or after providers were asked. */
@Singleton
public final class AnalyzePlanner {

    private static final String TRIGGER = "manual";

    private final ProviderChoices choices;
    private final KnownRootRepository knownRoots;
    private final MatrixRepository matrices;
    private final RulesPlanner rules;
    private final OperationClock clock;

    AnalyzePlanner(
            ProviderChoices choices,
            KnownRootRepository knownRoots,
            MatrixRepository matrices,
            RulesPlanner rules,
            OperationClock clock) {
        this.choices = choices;
        this.knownRoots = knownRoots;
        this.matrices = matrices;
        this.rules = rules;
        this.clock = clock;
    }

    /** Plans an analysis; nothing is stored. */
    public OperationPlanning plan(AnalyzeRequest request, Entity entity) {
        Instant now = clock.now();
        KnownRoot known = knownRoots
                .find(entity.tenantId(), entity.entityId(), now)
                .orElseGet(() -> new KnownRoot(List.of(), null, null, null, now));
        MatrixCoverage.Result coverage = MatrixCoverage.of(
                listening(entity),
                document(entity, known),
                new MatrixCoverage.Terms(request.partialCoverage(), request.omitCoverage(), request.enrichIfNeeded()));
        if (coverage.covered().isEmpty()) {
            return new OperationPlanning.NoMatrixCoverage(coverage.gaps());
        }
        Draft draft = new Draft(request, entity, coverage, now);
        if (request.enrichIfNeeded()) {
            return new OperationPlanning.Decided(choices.plan(
                    entity,
                    List.of(),
                    choice -> choice.selection().ofAnalysis(request.providerCodes(), choice.party()),
                    (choice, selected) -> plan(draft, selected.toCall(), choice.root(selected))));
        }
        return KnownRoots.fits(known)
                ? new OperationPlanning.Decided(
                        new Planning.Planned(plan(draft, List.of(), RefreshCommand.Root.known(known, false))))
                : new OperationPlanning.TooMuchKnown();
    }

    private record Draft(AnalyzeRequest request, Entity entity, MatrixCoverage.Result coverage, Instant now) {}

    private RefreshPlan plan(Draft draft, List<String> toCall, RefreshCommand.Root root) {
        List<MatrixRef> covered = draft.coverage().covered().stream()
                .map(matrix -> new MatrixRef(matrix.matrixId().toString(), matrix.version()))
                .toList();
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                draft.entity(),
                RoutingSlip.ofAnalysis(draft.request().enrichIfNeeded()),
                clock.deadline(draft.now()),
                false,
                null,
                rules.of(draft.entity(), covered, TRIGGER, draft.now()),
                root);
        return new RefreshPlan(
                draft.request().asRefresh(toCall),
                command,
                new RefreshPlan.Work(
                        Operation.ANALYZE, draft.request().body(draft.coverage().skipped())));
    }

    /** Of the entity's own matrices in its order, where it has any. */
    private List<Matrix> listening(Entity entity) {
        List<Matrix> listening = matrices.allCurrent(entity.tenantId()).stream()
                .filter(matrix ->
                        matrix.document().path("triggers").path(TRIGGER).asBoolean())
                .toList();
        return entity.riskMatrixIds().isEmpty()
                ? listening
                : entity.riskMatrixIds().stream()
                        .flatMap(id -> listening.stream()
                                .filter(matrix -> matrix.matrixId().equals(id)))
                        .toList();
    }

    private ObjectNode document(Entity entity, KnownRoot known) {
        ObjectNode document = rules.document(entity);
        ObjectNode enrichment = document.putObject("enrichmentData");
        enrichment.set("normalized", known.profile());
        enrichment.set("providers", known.providerDocuments());
        document.set("ownership", known.ownership());
        return document;
    }
}
