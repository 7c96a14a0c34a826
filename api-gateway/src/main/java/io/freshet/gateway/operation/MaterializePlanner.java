package io.freshet.gateway.operation;

import io.freshet.core.RoutingSlip;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.refresh.KnownRoot;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.ProviderChoices;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RulesPlanner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans materializations: owners from what is known of the root, or after its providers of relations were asked. */
@Singleton
public final class MaterializePlanner {

    private static final String TRIGGER = "manual";

    private final ProviderChoices choices;
    private final KnownRootRepository knownRoots;
    private final ChosenMatrices matrices;
    private final RulesPlanner rules;
    private final OperationClock clock;

    MaterializePlanner(
            ProviderChoices choices,
            KnownRootRepository knownRoots,
            ChosenMatrices matrices,
            RulesPlanner rules,
            OperationClock clock) {
        this.choices = choices;
        this.knownRoots = knownRoots;
        this.matrices = matrices;
        this.rules = rules;
        this.clock = clock;
    }

    /** Plans a materialization; nothing is stored. */
    public OperationPlanning plan(MaterializeRequest request, Entity entity) {
        ChosenMatrices.Choice chosen = matrices.choose(entity.tenantId(), request.riskMatrixIds());
        if (!chosen.unknown().isEmpty()) {
            return new OperationPlanning.UnknownMatrices(chosen.unknown());
        }
        Instant now = clock.now();
        if (request.runEnrichmentFirst()) {
            return planned(request, entity, new Start(null, chosen, now));
        }
        Optional<KnownRoot> known = knownRoots.find(entity.tenantId(), entity.entityId(), now);
        if (known.isEmpty()) {
            return new OperationPlanning.NothingKnown();
        }
        KnownRoot carried = request.riskMatrixIds().isEmpty() ? KnownRoots.forOwnershipAlone(known.get()) : known.get();
        return KnownRoots.fits(carried)
                ? planned(request, entity, new Start(carried, chosen, now))
                : new OperationPlanning.TooMuchKnown();
    }

    /** What the job starts from; {@code known} is null when the root is asked about. */
    private record Start(@Nullable KnownRoot known, ChosenMatrices.Choice matrices, Instant now) {}

    private OperationPlanning planned(MaterializeRequest request, Entity entity, Start start) {
        return new OperationPlanning.Decided(choices.plan(
                entity,
                request.asked().groups(),
                choice -> start.known() == null
                        ? choice.selection().ofMaterialization(request.asked(), request.depth(), choice.party())
                        : choice.selection().ofKnownRoot(request.asked(), request.depth()),
                (choice, selected) -> new RefreshPlan(
                        request.asRefresh(selected),
                        command(request, entity, start, choice, selected),
                        new RefreshPlan.Work(Operation.MATERIALIZE, request.body()))));
    }

    private RefreshCommand command(
            MaterializeRequest request,
            Entity entity,
            Start start,
            ProviderChoices.Choice choice,
            Selection.Selected selected) {
        boolean matricesNamed = !request.riskMatrixIds().isEmpty();
        KnownRoot known = start.known();
        return new RefreshCommand(
                UUID.randomUUID(),
                entity,
                RoutingSlip.ofMaterialization(request.runEnrichmentFirst(), matricesNamed),
                clock.deadline(start.now()),
                false,
                choice.ownership(request.depth(), selected.shareholders(), !request.refreshEnrichShareholders()),
                matricesNamed ? rules.of(entity, start.matrices().matrices(), TRIGGER, start.now()) : null,
                known == null
                        ? choice.root(selected)
                        : RefreshCommand.Root.known(known, request.refreshEnrichShareholders()));
    }
}
