package io.freshet.gateway.operation;

import io.freshet.core.RoutingSlip;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.refresh.Operation;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.ProviderChoices;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RulesPlanner;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Plans enrichments: the named providers about the root, and the rules of the matrices that listen to it, if any. */
@Singleton
public final class EnrichPlanner {

    private static final String TRIGGER = "enrichment_completed";

    private final ProviderChoices choices;
    private final RulesPlanner rules;
    private final OperationClock clock;
    private final ProviderCatalogue catalogue;

    EnrichPlanner(ProviderChoices choices, RulesPlanner rules, OperationClock clock, ProviderCatalogue catalogue) {
        this.choices = choices;
        this.rules = rules;
        this.clock = clock;
        this.catalogue = catalogue;
    }

    /** Plans an enrichment; nothing is stored. */
    public Planning plan(EnrichRequest request, Entity entity) {
        Planning planning = choices.plan(
                entity,
                request.groups(),
                choice -> choice.selection()
                        .ofEnrichment(request.groups(), request.codes(), request.forceRefresh(), choice.party()),
                (choice, selected) -> planned(request, entity, choice, selected));
        return planning instanceof Planning.Planned planned ? checked(request, planned) : planning;
    }

    /** A parameter has to be what each provider that is called and declares it says; others do not see it. */
    private Planning checked(EnrichRequest request, Planning.Planned planned) {
        for (String code : planned.plan().command().root().toCall()) {
            Map<String, Provider.Parameter> declared = catalogue
                    .find(code)
                    .map(found -> found.calls().parameters())
                    .orElse(Map.of());
            for (Map.Entry<String, String> given : new TreeMap<>(request.parameters()).entrySet()) {
                Provider.Parameter parameter = declared.get(given.getKey());
                if (parameter != null && !parameter.accepts(given.getValue())) {
                    return new Planning.BadParameter("/parameters/" + given.getKey(), parameter.rule());
                }
            }
        }
        return planned;
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
