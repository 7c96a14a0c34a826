package io.freshet.gateway.projection;

import io.freshet.core.merge.AttributePrecedence;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.core.merge.ProviderRank;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Makes one profile of what the providers of the catalogue, as it is now, say of an entity. */
@Singleton
public final class ProviderPrecedence {

    private final ProviderCatalogue catalogue;
    private final AttributePrecedence rules;

    ProviderPrecedence(ProviderCatalogue catalogue, AttributePrecedence rules) {
        this.catalogue = catalogue;
        this.rules = rules;
    }

    /** The profiles with the provider first that comes first by default. */
    public List<ProviderProfile> order(List<ProviderProfile> profiles) {
        return profiles.stream()
                .sorted(Comparator.comparing(ProviderProfile::provider, merge().order()))
                .toList();
    }

    /** The profiles made one, value by value by the rules of precedence. */
    public ProfileMerge.Merged merge(List<ProviderProfile> profiles) {
        return merge().merge(profiles.stream().map(ProviderPrecedence::said).toList());
    }

    private ProfileMerge merge() {
        List<ProviderRank> ranks = catalogue.all().stream()
                .map(provider -> new ProviderRank(provider.code(), provider.basicData()))
                .toList();
        return new ProfileMerge(rules, ranks);
    }

    private static ProfileMerge.Profile said(ProviderProfile one) {
        ProfileMerge.Source source = new ProfileMerge.Source(
                one.provider(), one.executionId().toString(), one.fetchedAt().toString(), one.documentHash());
        return new ProfileMerge.Profile(source, one.profile());
    }
}
