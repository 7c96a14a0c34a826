package io.freshet.gateway.refresh;

import io.freshet.core.PartyType;
import io.freshet.core.refresh.CatalogueProvider;
import io.freshet.core.refresh.CountryStrategy;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.core.refresh.TenantCatalogue;
import io.freshet.gateway.catalogue.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue as one tenant may use it.
 *
 * @param all in catalogue order
 * @param disabled codes that the tenant may not call
 */
record TenantProviders(List<Provider> all, Set<String> disabled) {

    TenantProviders {
        all = List.copyOf(all);
        disabled = Set.copyOf(disabled);
    }

    /** What may be chosen for a party. The first provider of basic data that fits it is its country strategy; there are no groups. */
    TenantCatalogue choices(RefreshedParty party) {
        List<CatalogueProvider> providers = all.stream()
                .map(provider -> new CatalogueProvider(
                        provider.code(), provider.types(), provider.countries(), !disabled.contains(provider.code())))
                .toList();
        List<CountryStrategy> strategies = all.stream()
                .filter(provider -> provider.basicData() && provider.fits(party.type(), party.country()))
                .map(provider -> new CountryStrategy(party.type(), party.country(), provider.code(), List.of()))
                .toList();
        return new TenantCatalogue(providers, List.of(), strategies);
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

    /** What a call of each costs together. */
    int costCents(List<String> codes) {
        return named(codes).mapToInt(Provider::costCents).sum();
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
