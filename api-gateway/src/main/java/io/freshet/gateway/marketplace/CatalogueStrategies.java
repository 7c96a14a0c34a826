package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /**
     * A strategy as the REST API shows it.
     *
     * @param available whether the catalogue has every provider that it names
     */
    public record Strategy(
            String country, PartyType type, String basicData, List<String> relationships, boolean available) {

        public Strategy {
            relationships = List.copyOf(relationships);
        }

        public Map<String, Object> describe() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("country", country);
            shown.put("type", type.word());
            shown.put("basicData", basicData);
            shown.put("relationships", relationships);
            shown.put("available", available);
            return shown;
        }
    }

    /**
     * Every strategy there is by country and type: the rows of the table, and those that follow from a provider of the
     * catalogue that names its countries.
     */
    public List<Strategy> all() {
        TreeMap<String, Strategy> sorted = new TreeMap<>();
        table.entries().forEach(entry -> put(sorted, entry.type(), entry.country()));
        for (Provider provider : catalogue.all()) {
            for (PartyType type : provider.basicData() ? provider.types() : List.<PartyType>of()) {
                provider.countries().forEach(country -> put(sorted, type, country));
            }
        }
        return List.copyOf(sorted.values());
    }

    private void put(TreeMap<String, Strategy> sorted, PartyType type, String country) {
        basicData(type, country).ifPresent(basicData -> {
            List<String> relationships = relationships(type, country);
            boolean available = Stream.concat(Stream.of(basicData), relationships.stream())
                    .allMatch(code -> catalogue.find(code).isPresent());
            sorted.put(country + type, new Strategy(country, type, basicData, relationships, available));
        });
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
