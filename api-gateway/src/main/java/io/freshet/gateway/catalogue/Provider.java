package io.freshet.gateway.catalogue;

import io.freshet.core.PartyType;
import java.util.List;

/**
 * A provider as the gateway must know it.
 *
 * @param types whom it answers for
 * @param countries ISO 3166-1 alpha-2; empty means every country
 * @param basicData whether it may serve as the country's basic-data provider
 * @param costCents price of a call
 */
public record Provider(
        String code, String name, List<PartyType> types, List<String> countries, boolean basicData, int costCents) {

    public Provider {
        types = List.copyOf(types);
        countries = List.copyOf(countries);
    }

    /** Whether it can answer for such a party. */
    public boolean fits(PartyType type, String country) {
        return types.contains(type) && (countries.isEmpty() || countries.contains(country));
    }
}
