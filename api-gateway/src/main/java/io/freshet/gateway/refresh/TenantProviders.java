package io.freshet.gateway.refresh;

import io.freshet.core.PartyType;
import io.freshet.core.refresh.CatalogueProvider;
import io.freshet.core.refresh.CountryStrategy;
import io.freshet.core.refresh.ProviderGroup;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.core.refresh.TenantCatalogue;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.marketplace.CountryStrategies;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue as one tenant may use it.
 *
 * @param all in catalogue order
 * @param disabled codes that the tenant may not call
 * @param groups those that the request names and the tenant has
 */
record TenantProviders(
        List<Provider> all, Set<String> disabled, List<ProviderGroup> groups, CountryStrategies strategies) {

    TenantProviders {
        all = List.copyOf(all);
        disabled = Set.copyOf(disabled);
        groups = List.copyOf(groups);
    }

    /** Groups under the references by which a request names them. */
    static List<ProviderGroup> groups(Map<String, List<String>> codesByReference) {
        return codesByReference.entrySet().stream()
                .map(group -> new ProviderGroup(group.getKey(), group.getKey(), group.getValue()))
                .toList();
    }

    /** What may be chosen for a party. */
    TenantCatalogue choices(RefreshedParty party) {
        List<CatalogueProvider> providers = all.stream()
                .map(provider -> new CatalogueProvider(
                        provider.code(), provider.types(), provider.countries(), !disabled.contains(provider.code())))
                .toList();
        List<String> relationships = strategies.relationships(party.type(), party.country());
        List<CountryStrategy> strategy = strategies
                .basicData(party.type(), party.country())
                .map(code -> new CountryStrategy(party.type(), party.country(), code, relationships))
                .stream()
                .toList();
        return new TenantCatalogue(providers, groups, strategy);
    }

    /** The codes with those of basic data first: where providers disagree, the workers believe the first. */
    List<String> basicDataFirst(List<String> codes) {
        return named(codes)
                .sorted(Comparator.comparing(provider -> !provider.basicData()))
                .map(Provider::code)
                .toList();
    }

    /** The providers that shareholders may be asked of, each for the types for which it was chosen. */
    List<RefreshCommand.ShareholderProvider> forShareholders(Selection.ShareholderProviders chosen) {
        return Stream.concat(
                        forType(PartyType.COMPANY, chosen.companies()), forType(PartyType.PERSON, chosen.persons()))
                .toList();
    }

    private Stream<RefreshCommand.ShareholderProvider> forType(PartyType type, List<String> codes) {
        return named(basicDataFirst(codes))
                .map(provider -> new RefreshCommand.ShareholderProvider(provider.code(), type, provider.countries()));
    }

    private Stream<Provider> named(List<String> codes) {
        return codes.stream()
                .flatMap(code -> all.stream().filter(provider -> provider.code().equals(code)));
    }
}
