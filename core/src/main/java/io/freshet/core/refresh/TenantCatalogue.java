package io.freshet.core.refresh;

import java.util.List;
import java.util.Optional;

/**
 * What a tenant can choose from.
 *
 * @param providers in catalogue order
 */
public record TenantCatalogue(
        List<CatalogueProvider> providers, List<ProviderGroup> groups, List<CountryStrategy> strategies) {

    public TenantCatalogue {
        providers = List.copyOf(providers);
        groups = List.copyOf(groups);
        strategies = List.copyOf(strategies);
    }

    Optional<CatalogueProvider> provider(String code) {
        return providers.stream()
                .filter(provider -> provider.code().equals(code))
                .findFirst();
    }

    Optional<ProviderGroup> group(String reference) {
        return groups.stream().filter(group -> group.isNamed(reference)).findFirst();
    }

    Optional<CountryStrategy> strategy(RefreshedParty party) {
        return strategies.stream()
                .filter(strategy ->
                        strategy.type() == party.type() && strategy.country().equals(party.country()))
                .findFirst();
    }

    /** The provider of basic data; empty too when the strategy names one that the catalogue lacks. */
    Optional<CatalogueProvider> basicData(RefreshedParty party) {
        return strategy(party).flatMap(strategy -> provider(strategy.basicData()));
    }
}
