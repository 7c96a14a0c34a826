package io.freshet.core.refresh;

import io.freshet.core.PartyType;
import java.util.List;

/**
 * A provider as a tenant sees it.
 *
 * @param types whom it answers for
 * @param countries ISO 3166-1 alpha-2 in capitals; empty means every country
 * @param enabled whether the tenant may call it
 */
public record CatalogueProvider(String code, List<PartyType> types, List<String> countries, boolean enabled) {

    public CatalogueProvider {
        types = List.copyOf(types);
        countries = List.copyOf(countries);
    }

    /** Whether it can answer for such a party. */
    public boolean fits(RefreshedParty party) {
        return types.contains(party.type()) && (countries.isEmpty() || countries.contains(party.country()));
    }
}
