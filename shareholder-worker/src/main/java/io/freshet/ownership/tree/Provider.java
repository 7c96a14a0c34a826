package io.freshet.ownership.tree;

import io.freshet.core.PartyType;
import java.util.Set;

/**
 * A provider that may be asked about shareholders.
 *
 * @param types what it answers for
 * @param countries ISO 3166-1 alpha-2; empty means every country
 */
public record Provider(String code, Set<PartyType> types, Set<String> countries) {

    public Provider {
        types = Set.copyOf(types);
        countries = Set.copyOf(countries);
    }

    boolean fits(Party party) {
        return types.contains(party.type())
                && (countries.isEmpty() || (party.country() != null && countries.contains(party.country())));
    }
}
