package io.freshet.gateway.refresh;

import io.freshet.core.refresh.Selection;
import java.util.List;

/** What became of the wish to plan a refresh. */
public sealed interface Planning {

    /** It can run. */
    record Planned(RefreshPlan plan) implements Planning {}

    /** The provider catalogue was not read yet. */
    record CatalogueMissing() implements Planning {}

    /** Codes or groups that do not exist. */
    record UnknownNames(List<Selection.Name> names) implements Planning {
        public UnknownNames {
            names = List.copyOf(names);
        }
    }

    /** A list that must name something does not; {@code pointer} is its JSON Pointer. */
    record NothingNamed(String pointer) implements Planning {}

    /** A parameter that a provider to be called does not take so; {@code pointer} is its JSON Pointer. */
    record BadParameter(String pointer, String rule) implements Planning {}

    /** No provider serves as basic data for the entity's type and country. */
    record NoCountryStrategy() implements Planning {}

    /** No provider is left to call. */
    record NoProviders() implements Planning {}
}
