package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import java.util.List;

/** The strategies that are data: at most one per type and country. */
public interface CountryStrategyTable {

    /** All rows in their order. */
    List<Entry> entries();

    /**
     * One row.
     *
     * @param country ISO 3166-1 alpha-2 in capitals
     * @param basicData code of the provider of basic data
     * @param relationships codes of those that know shareholders and other relations, in order
     */
    record Entry(String country, PartyType type, String basicData, List<String> relationships) {
        public Entry {
            relationships = List.copyOf(relationships);
        }
    }
}
