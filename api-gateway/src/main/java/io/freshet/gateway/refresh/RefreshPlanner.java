package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.core.refresh.ProviderSelection;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Resolves what a request leaves to Freshet: providers, slip, budget, matrices, deadline. */
@Singleton
public final class RefreshPlanner {

    private static final int MAX_NODES = 500;
    private static final int MAX_CHILDREN = 200;
    private static final String TRIGGER = "entity_refreshed";

    private final ProviderCatalogue catalogue;
    private final DisabledProviders disabled;
    private final MatrixRepository matrices;
    private final RefreshParameters parameters;
    private final ObjectMapper json;
    private final Clock clock;

    RefreshPlanner(
            ProviderCatalogue catalogue,
            DisabledProviders disabled,
            MatrixRepository matrices,
            RefreshParameters parameters,
            ObjectMapper json,
            Clock clock) {
        this.catalogue = catalogue;
        this.disabled = disabled;
        this.matrices = matrices;
        this.parameters = parameters;
        this.json = json;
        this.clock = clock;
    }

    /** Plans a refresh; nothing is stored. */
    public Planning plan(RefreshRequest request, Entity entity) {
        List<Provider> all = catalogue.all();
        if (all.isEmpty()) {
            return new Planning.CatalogueMissing();
        }
        TenantProviders providers = new TenantProviders(all, disabled.of(entity.tenantId()));
        RefreshedParty party = new RefreshedParty(entity.type(), entity.country() == null ? "" : entity.country());
        return switch (new ProviderSelection(providers.choices(party)).ofRefresh(request.options(), party)) {
            case Selection.Selected selected -> planned(request, entity, providers, selected);
            case Selection.Unknown unknown -> new Planning.UnknownNames(unknown.names());
            case Selection.NothingNamed nothing -> new Planning.NothingNamed(nothing.pointer());
            case Selection.NoCountryStrategy none -> new Planning.NoCountryStrategy();
            case Selection.NoProviders none -> new Planning.NoProviders();
        };
    }

    private Planning planned(
            RefreshRequest request, Entity entity, TenantProviders providers, Selection.Selected selected) {
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
                slip.stages().contains(Stage.OWNERSHIP) ? ownership(providers, selected) : null,
                slip.stages().contains(Stage.RULES) ? rules(entity, now) : null,
                new RefreshCommand.Root(
                        providers.basicDataFirst(selected.toCall()), selected.rejected(), selected.fresh()));
        return new Planning.Planned(new RefreshPlan(
                request.settled(selected.depth(), selected.fresh()), command, providers.costCents(selected.toCall())));
    }

    private static RefreshCommand.Ownership ownership(TenantProviders providers, Selection.Selected selected) {
        return new RefreshCommand.Ownership(
                selected.depth(), MAX_NODES, MAX_CHILDREN, providers.forShareholders(selected.shareholders()));
    }

    private RefreshCommand.Rules rules(Entity entity, Instant now) {
        return new RefreshCommand.Rules(
                matrices.listeningTo(entity.tenantId(), TRIGGER), TRIGGER, now, document(entity));
    }

    private ObjectNode document(Entity entity) {
        ObjectNode document = json.createObjectNode()
                .put("name", entity.name())
                .put("taxId", entity.taxId())
                .put("countryCode", entity.country())
                .put("type", entity.type().word())
                .put("status", entity.status())
                .put("isClient", entity.client());
        document.set("attributes", entity.attributes());
        document.set("entityData", entity.entityData());
        return document;
    }
}
