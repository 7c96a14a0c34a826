package io.freshet.gateway.operation;

import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.ProviderChoices;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.RulesPlanner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans what is done to an entity that is created automatically: basic data and what is named, owners, rules. */
@Singleton
public final class AutomaticPlanner {

    private static final String TRIGGER = "entity_created";

    private final ProviderChoices choices;
    private final ChosenMatrices matrices;
    private final RulesPlanner rules;
    private final OperationClock clock;

    AutomaticPlanner(ProviderChoices choices, ChosenMatrices matrices, RulesPlanner rules, OperationClock clock) {
        this.choices = choices;
        this.matrices = matrices;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Plans; nothing is stored.
     *
     * @param entity as it is to be created
     */
    public OperationPlanning plan(AutomaticRequest request, Entity entity) {
        ChosenMatrices.Choice chosen = matrices.choose(entity.tenantId(), entity.riskMatrixIds());
        if (!chosen.unknown().isEmpty()) {
            return new OperationPlanning.UnknownMatrices(chosen.unknown());
        }
        return new OperationPlanning.Decided(choices.plan(
                entity,
                request.groups(),
                choice -> choice.selection()
                        .ofAutomatic(request.integrations(), request.shareholders(), request.depth(), choice.party()),
                (choice, selected) -> planned(request, entity, new Chosen(choice, selected, chosen))));
    }

    private record Chosen(ProviderChoices.Choice choice, Selection.Selected selected, ChosenMatrices.Choice matrices) {}

    private RefreshPlan planned(AutomaticRequest request, Entity entity, Chosen chosen) {
        Selection.Selected selected = chosen.selected();
        RoutingSlip slip = RoutingSlip.ofAutomatic(entity.type(), selected.depth(), request.skipRulesExecution());
        Instant now = clock.now();
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                entity,
                slip,
                clock.deadline(now),
                false,
                slip.stages().contains(Stage.OWNERSHIP)
                        ? chosen.choice().ownership(selected.depth(), selected.shareholders())
                        : null,
                request.skipRulesExecution() ? null : rulesOf(entity, chosen.matrices(), now),
                chosen.choice().root(selected));
        return new RefreshPlan(asRefresh(request, selected), command, new RefreshPlan.Work(Operation.AUTOMATIC, null));
    }

    private RefreshCommand.Rules rulesOf(Entity entity, ChosenMatrices.Choice chosen, Instant now) {
        return entity.riskMatrixIds().isEmpty()
                ? rules.listening(entity, TRIGGER, now)
                : rules.of(entity, chosen.matrices(), TRIGGER, now);
    }

    /** A refresh would take all active providers where this operation takes basic data alone. */
    private static RefreshRequest asRefresh(AutomaticRequest request, Selection.Selected selected) {
        @Nullable Integrations integrations = request.integrations();
        RefreshOptions options = new RefreshOptions(
                RefreshScope.LEGACY,
                List.of(),
                integrations == null ? new Integrations(false, selected.toCall(), List.of(), List.of()) : integrations,
                request.shareholders(),
                selected.depth(),
                selected.fresh());
        return Refreshes.of(options, request.skipRulesExecution(), new RefreshRequest.Preserve(null, true));
    }
}
