package io.freshet.core.refresh;

import io.freshet.core.PartyType;
import java.util.List;

/**
 * Which providers serve a country.
 *
 * @param country ISO 3166-1 alpha-2 in capitals
 * @param basicData code of the provider of basic data
 * @param relationships codes of those that know shareholders and other relations, in order
 */
public record CountryStrategy(PartyType type, String country, String basicData, List<String> relationships) {

    public CountryStrategy {
        relationships = List.copyOf(relationships);
    }
}
