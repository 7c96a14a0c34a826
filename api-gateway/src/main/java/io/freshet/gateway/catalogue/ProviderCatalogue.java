package io.freshet.gateway.catalogue;

import java.util.List;
import java.util.Optional;

/** The providers that the enrichment workers announce; empty until they were read for the first time. */
public interface ProviderCatalogue {

    /** All providers in the order of the catalogue. */
    List<Provider> all();

    Optional<Provider> find(String code);
}
