package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        Set<String> off = disabled.of(entity.tenantId());
        ProviderSelection selection = new ProviderSelection(all, code -> !off.contains(code));
        String country = entity.country() == null ? "" : entity.country();
        return switch (selection.select(request, entity.type(), country)) {
            case ProviderSelection.UnknownCodes unknown ->
                new Planning.UnknownProviders("/providerCodes", unknown.codes());
            case ProviderSelection.NoCountryStrategy none -> new Planning.NoCountryStrategy();
            case ProviderSelection.Providers providers ->
                providers.toCall().isEmpty()
                        ? new Planning.NoProviders()
                        : withShareholders(request, entity, all, selection, providers);
        };
    }

    private Planning withShareholders(
            RefreshRequest request,
            Entity entity,
            List<Provider> all,
            ProviderSelection selection,
            ProviderSelection.Providers providers) {
        RoutingSlip slip = RoutingSlip.ofRefresh(
                entity.type(),
                request.scope() == RefreshRequest.Scope.BASIC_DATA,
                request.depth(),
                request.skipRulesEngine());
        if (!slip.stages().contains(Stage.OWNERSHIP)) {
            return planned(request, entity, all, providers, slip, null);
        }
        return switch (selection.forShareholders(request.shareholders())) {
            case ProviderSelection.UnknownCodes unknown ->
                new Planning.UnknownProviders("/autoExecuteIntegrationsShareholders", unknown.codes());
            case ProviderSelection.NoCountryStrategy none -> new Planning.NoCountryStrategy();
            case ProviderSelection.Providers allowed ->
                planned(
                        request,
                        entity,
                        all,
                        providers,
                        slip,
                        new RefreshCommand.Ownership(
                                request.depth(), MAX_NODES, MAX_CHILDREN, named(all, allowed.toCall())));
        };
    }

    private Planning planned(
            RefreshRequest request,
            Entity entity,
            List<Provider> all,
            ProviderSelection.Providers providers,
            RoutingSlip slip,
            RefreshCommand.@Nullable Ownership ownership) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean bulk = request.priority() == RefreshRequest.Priority.BULK;
        int seconds = bulk ? parameters.bulkDeadlineSeconds() : parameters.interactiveDeadlineSeconds();
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                entity,
                slip,
                now.plusSeconds(seconds),
                bulk,
                request.forceRefresh(),
                ownership,
                slip.stages().contains(Stage.RULES) ? rules(entity, now) : null,
                providers);
        int cost = named(all, providers.toCall()).stream()
                .mapToInt(Provider::costCents)
                .sum();
        return new Planning.Planned(new RefreshPlan(request, json.valueToTree(request), command, cost));
    }

    private RefreshCommand.Rules rules(Entity entity, Instant now) {
        return new RefreshCommand.Rules(
                matrices.listeningTo(entity.tenantId(), TRIGGER), TRIGGER, now, document(entity));
    }

    private static List<Provider> named(List<Provider> all, List<String> codes) {
        return all.stream().filter(provider -> codes.contains(provider.code())).toList();
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
