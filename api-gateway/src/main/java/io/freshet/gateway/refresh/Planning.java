package io.freshet.gateway.refresh;

import java.util.List;

/** What became of the wish to plan a refresh. */
public sealed interface Planning {

    /** It can run. */
    record Planned(RefreshPlan plan) implements Planning {}

    /** The provider catalogue was not read yet. */
    record CatalogueMissing() implements Planning {}

    /**
     * Codes that the catalogue does not know.
     *
     * @param path JSON Pointer of the field that names them
     */
    record UnknownProviders(String path, List<String> codes) implements Planning {
        public UnknownProviders {
            codes = List.copyOf(codes);
        }
    }

    /** No provider serves as basic data for the entity's type and country. */
    record NoCountryStrategy() implements Planning {}

    /** No provider is left to call. */
    record NoProviders() implements Planning {}
}
