package io.freshet.gateway.projection;

import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom to believe first: providers of basic data, then the order of the catalogue, then those that are gone from it. */
@Singleton
public final class ProviderPrecedence {

    private final ProviderCatalogue catalogue;

    ProviderPrecedence(ProviderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The profiles with the one to be believed first. */
    public List<ProviderProfile> order(List<ProviderProfile> profiles) {
        List<Provider> all = catalogue.all();
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            ranks.put(all.get(i).code(), all.get(i).basicData() ? i - all.size() : i);
        }
        return profiles.stream()
                .sorted(Comparator.<ProviderProfile>comparingInt(
                                one -> ranks.getOrDefault(one.provider(), Integer.MAX_VALUE))
                        .thenComparing(ProviderProfile::provider))
                .toList();
    }
}
