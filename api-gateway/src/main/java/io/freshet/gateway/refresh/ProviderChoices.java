package io.freshet.gateway.refresh;

import io.freshet.core.refresh.ProviderGroup;
import io.freshet.core.refresh.ProviderSelection;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.marketplace.CountryStrategies;
import io.freshet.gateway.marketplace.EnrichmentGroups;
import io.freshet.gateway.marketplace.TenantProviderRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Whom a tenant may call about an entity; what the planners of all operations choose from. */
@Singleton
public final class ProviderChoices {

    private static final int MAX_NODES = 500;
    private static final int MAX_CHILDREN = 200;

    private final ProviderCatalogue catalogue;
    private final TenantProviderRepository tenantProviders;
    private final EnrichmentGroups groups;
    private final CountryStrategies strategies;

    ProviderChoices(
            ProviderCatalogue catalogue,
            TenantProviderRepository tenantProviders,
            EnrichmentGroups groups,
            CountryStrategies strategies) {
        this.catalogue = catalogue;
        this.tenantProviders = tenantProviders;
        this.groups = groups;
        this.strategies = strategies;
    }

    /**
     * Plans with what may be chosen about an entity, or says why there is nothing to plan.
     *
     * @param groupRefs the groups that the request names, slugs or UUIDs
     * @param selection what the operation selects
     * @param plan makes a plan of it
     */
    public Planning plan(
            Entity entity, Collection<String> groupRefs, Function<Choice, Selection> selection, Planner plan) {
        List<Provider> all = catalogue.all();
        if (all.isEmpty()) {
            return new Planning.CatalogueMissing();
        }
        TenantProviders providers = new TenantProviders(
                all, tenantProviders.disabled(entity.tenantId()), groups(entity.tenantId(), groupRefs), strategies);
        RefreshedParty party = new RefreshedParty(entity.type(), entity.country() == null ? "" : entity.country());
        Choice choice = new Choice(providers, new ProviderSelection(providers.choices(party)), party);
        return switch (selection.apply(choice)) {
            case Selection.Selected selected -> new Planning.Planned(plan.plan(choice, selected));
            case Selection.Unknown unknown -> new Planning.UnknownNames(unknown.names());
            case Selection.NothingNamed nothing -> new Planning.NothingNamed(nothing.pointer());
            case Selection.NoCountryStrategy none -> new Planning.NoCountryStrategy();
            case Selection.NoProviders none -> new Planning.NoProviders();
        };
    }

    private List<ProviderGroup> groups(UUID tenantId, Collection<String> refs) {
        return refs.isEmpty() ? List.of() : TenantProviders.groups(groups.codesOf(tenantId, refs));
    }

    /** Makes the plan of an operation whose providers are selected. */
    @FunctionalInterface
    public interface Planner {
        RefreshPlan plan(Choice choice, Selection.Selected selected);
    }

    /** The providers of a tenant about one party. */
    public static final class Choice {

        private final TenantProviders providers;
        private final ProviderSelection selection;
        private final RefreshedParty party;

        private Choice(TenantProviders providers, ProviderSelection selection, RefreshedParty party) {
            this.providers = providers;
            this.selection = selection;
            this.party = party;
        }

        public ProviderSelection selection() {
            return selection;
        }

        public RefreshedParty party() {
            return party;
        }

        /** Whom the root is asked of, those of basic data first. */
        public RefreshCommand.Root root(Selection.Selected selected) {
            return new RefreshCommand.Root(
                    providers.basicDataFirst(selected.toCall()), selected.rejected(), selected.fresh());
        }

        /** What the ownership stage may do. */
        public RefreshCommand.Ownership ownership(int depth, Selection.ShareholderProviders shareholders) {
            return ownership(depth, shareholders, false);
        }

        /** As above; {@code fromCache} lets shareholders be answered from the cache even where the root is not. */
        public RefreshCommand.Ownership ownership(
                int depth, Selection.ShareholderProviders shareholders, boolean fromCache) {
            return new RefreshCommand.Ownership(
                    depth,
                    MAX_NODES,
                    MAX_CHILDREN,
                    fromCache,
                    providers.forShareholders(shareholders),
                    shareholders.rejected());
        }
    }
}
