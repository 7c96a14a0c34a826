package io.freshet.gateway.refresh;

import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Resolves what a request leaves to Freshet: providers, slip, budget, matrices, deadline. */
@Singleton
public final class RefreshPlanner {

    private static final String TRIGGER = "entity_refreshed";

    private final ProviderChoices choices;
    private final RulesPlanner rules;
    private final RefreshParameters parameters;
    private final Clock clock;

    RefreshPlanner(ProviderChoices choices, RulesPlanner rules, RefreshParameters parameters, Clock clock) {
        this.choices = choices;
        this.rules = rules;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Plans a refresh; nothing is stored. */
    public Planning plan(RefreshRequest request, Entity entity) {
        return choices.plan(
                entity,
                request.groups(),
                choice -> choice.selection().ofRefresh(request.options(), choice.party()),
                (choice, selected) -> planned(request, entity, choice, selected));
    }

    private RefreshPlan planned(
            RefreshRequest request, Entity entity, ProviderChoices.Choice choice, Selection.Selected selected) {
        RoutingSlip slip = RoutingSlip.ofRefresh(
                entity.type(),
                request.options().scope() == RefreshScope.BASIC_DATA,
                selected.depth(),
                request.skipRulesEngine());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean bulk = request.priority() == RefreshRequest.Priority.BULK;
        int seconds = bulk ? parameters.bulkDeadlineSeconds() : parameters.interactiveDeadlineSeconds();
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                entity,
                slip,
                now.plusSeconds(seconds),
                bulk,
                slip.stages().contains(Stage.OWNERSHIP)
                        ? choice.ownership(selected.depth(), selected.shareholders())
                        : null,
                slip.stages().contains(Stage.RULES) ? rules.listening(entity, TRIGGER, now) : null,
                choice.root(selected));
        return new RefreshPlan(request.settled(selected.depth(), selected.fresh()), command);
    }
}
