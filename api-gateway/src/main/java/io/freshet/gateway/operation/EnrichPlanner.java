package io.freshet.gateway.operation;

import io.freshet.core.RoutingSlip;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.ProviderChoices;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RulesPlanner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Plans enrichments: the named providers about the root, and the rules of the matrices that listen to it, if any. */
@Singleton
public final class EnrichPlanner {

    private static final String TRIGGER = "enrichment_completed";

    private final ProviderChoices choices;
    private final RulesPlanner rules;
    private final OperationClock clock;

    EnrichPlanner(ProviderChoices choices, RulesPlanner rules, OperationClock clock) {
        this.choices = choices;
        this.rules = rules;
        this.clock = clock;
    }

    /** Plans an enrichment; nothing is stored. */
    public Planning plan(EnrichRequest request, Entity entity) {
        return choices.plan(
                entity,
                request.groups(),
                choice -> choice.selection()
                        .ofEnrichment(request.groups(), request.codes(), request.forceRefresh(), choice.party()),
                (choice, selected) -> planned(request, entity, choice, selected));
    }

    private RefreshPlan planned(
            EnrichRequest request, Entity entity, ProviderChoices.Choice choice, Selection.Selected selected) {
        Instant now = clock.now();
        RefreshCommand.Rules listening = rules.listening(entity, TRIGGER, now);
        boolean matrixListens = !listening.matrices().isEmpty();
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                entity,
                RoutingSlip.ofEnrichment(matrixListens),
                clock.deadline(now),
                false,
                null,
                matrixListens ? listening : null,
                choice.root(selected).with(request.parameters()));
        return new RefreshPlan(
                request.asRefresh(!matrixListens), command, new RefreshPlan.Work(Operation.ENRICH, request.body()));
    }
}
