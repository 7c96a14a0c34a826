package io.freshet.gateway.catalogue;

import io.freshet.gateway.health.ReadinessPart;
import jakarta.inject.Singleton;

/** Whether there are providers to call. */
@Singleton
final class CatalogueReadiness implements ReadinessPart {

    private final ProviderCatalogue catalogue;

    CatalogueReadiness(ProviderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "providerCatalogue";
    }

    @Override
    public boolean isReady() {
        return !catalogue.all().isEmpty();
    }
}
