package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of strategies first. A provider that an operator adds to the catalogue for a country that the table does not
 * know serves it without another setting: the first of basic data that fits.
 */
@Singleton
public final class CatalogueStrategies implements CountryStrategies {

    private static final String SHAREHOLDERS = "/shareholders";

    private final CountryStrategyTable table;
    private final ProviderCatalogue catalogue;

    CatalogueStrategies(CountryStrategyTable table, ProviderCatalogue catalogue) {
        this.table = table;
        this.catalogue = catalogue;
    }

    @Override
    public Optional<String> basicData(PartyType type, String country) {
        return entry(type, country)
                .map(CountryStrategyTable.Entry::basicData)
                .or(() -> fallback(type, country).findFirst().map(Provider::code));
    }

    @Override
    public List<String> relationships(PartyType type, String country) {
        return entry(type, country)
                .map(CountryStrategyTable.Entry::relationships)
                .orElseGet(() -> fallback(type, country)
                        .filter(provider -> provider.yields().contains(SHAREHOLDERS))
                        .map(Provider::code)
                        .toList());
    }

    private Optional<CountryStrategyTable.Entry> entry(PartyType type, String country) {
        return table.entries().stream()
                .filter(entry -> entry.type() == type && entry.country().equals(country))
                .findFirst();
    }

    private Stream<Provider> fallback(PartyType type, String country) {
        return catalogue.all().stream().filter(provider -> provider.basicData() && provider.fits(type, country));
    }
}
