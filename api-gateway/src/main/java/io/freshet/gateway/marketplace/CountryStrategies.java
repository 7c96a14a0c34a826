package io.freshet.gateway.marketplace;

import io.freshet.core.PartyType;
import java.util.List;
import java.util.Optional;

/** Who serves a country. The codes may name providers that the catalogue does not have at the moment. */
public interface CountryStrategies {

    /**
     * The one provider of basic data; where the table of strategies has no row, the first of the catalogue that may serve.
     *
     * @param country ISO 3166-1 alpha-2 in capitals
     */
    Optional<String> basicData(PartyType type, String country);

    /** The providers that know shareholders and other relations, in order; empty when there is none. */
    List<String> relationships(PartyType type, String country);
}
