package io.freshet.core.refresh;

import io.freshet.core.PartyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which providers an operation calls: a pure function of the request, the party, and what the tenant can choose from.
 *
 * <p>What is named keeps the order in which it is named, groups before codes. "All active" has the basic-data provider of the
 * country first, then catalogue order.
 */
public final class ProviderSelection {

    private static final String ROOT = "/autoExecuteIntegrations";

    private final TenantCatalogue catalogue;
    private final ShareholderSelection shareholders;

    public ProviderSelection(TenantCatalogue catalogue) {
        this.catalogue = catalogue;
        this.shareholders = new ShareholderSelection(catalogue);
    }

    /** Of a refresh. */
    public Selection ofRefresh(RefreshOptions options, RefreshedParty party) {
        Following following = new Following(
                options.forceRefresh(),
                party.type() == PartyType.COMPANY ? options.depth() : 0,
                options.shareholders());
        return switch (options.scope()) {
            case BASIC_DATA -> basicData(party);
            case ALL_ACTIVE -> decided(allActive(party), party, following);
            case SELECTED ->
                options.providerCodes().isEmpty()
                        ? new Selection.NothingNamed("/providerCodes")
                        : decided(named().addCodes("/providerCodes", options.providerCodes()), party, following);
            case LEGACY -> decided(legacy(named(), options.integrations(), party), party, following);
        };
    }

    /**
     * Of an automatic creation: the country's basic data first, then what the integrations name. Without integrations basic data
     * alone is called, since nothing that costs was asked for.
     */
    public Selection ofAutomatic(
            @Nullable Integrations integrations, ShareholderIntegrations wanted, int depth, RefreshedParty party) {
        Optional<CatalogueProvider> basicData = catalogue.basicData(party);
        if (integrations == null && basicData.isEmpty()) {
            return new Selection.NoCountryStrategy();
        }
        NamedProviders named = named();
        basicData.ifPresent(named::add);
        if (integrations != null) {
            legacy(named, integrations, party);
        }
        int followed = party.type() == PartyType.COMPANY ? depth : 0;
        return decided(named, party, new Following(true, followed, wanted));
    }

    /** Of an enrichment: groups in order, then codes; one of both lists must name something. No ownership. */
    public Selection ofEnrichment(List<String> groups, List<String> codes, boolean fresh, RefreshedParty party) {
        if (groups.isEmpty() && codes.isEmpty()) {
            return new Selection.NothingNamed("/integrationCodes");
        }
        NamedProviders named = named().addGroups("/enrichmentGroupRefs", groups).addCodes("/integrationCodes", codes);
        return decided(named, party, Following.nowhere(fresh));
    }

    /** Of an analysis that enriches first: the codes, or all active providers when there is none. */
    public Selection ofAnalysis(List<String> codes, RefreshedParty party) {
        return decided(
                codes.isEmpty() ? allActive(party) : named().addCodes("/providerCodes", codes),
                party,
                Following.nowhere(false));
    }

    /**
     * Of a materialization that enriches first: those of the country strategy that know relations, always fresh.
     *
     * @param depth that the ownership chain is followed to; at 0 shareholders are asked of nobody
     */
    public Selection ofMaterialization(ShareholderIntegrations wanted, int depth, RefreshedParty party) {
        List<CatalogueProvider> known = catalogue.strategy(party).stream()
                .flatMap(strategy -> strategy.relationships().stream())
                .flatMap(code -> catalogue.provider(code).stream())
                .toList();
        return known.isEmpty()
                ? new Selection.NoCountryStrategy()
                : decided(named().addAll(known), party, new Following(true, depth, wanted));
    }

    /** Of a materialization that starts from what is known: nobody is asked about the root. */
    public Selection ofKnownRoot(ShareholderIntegrations wanted, int depth) {
        ShareholderSelection.Choice nodes = shareholders.choose(depth, wanted);
        return nodes.unknown().isEmpty()
                ? new Selection.Selected(List.of(), List.of(), true, depth, nodes.providers())
                : new Selection.Unknown(nodes.unknown());
    }

    private Selection basicData(RefreshedParty party) {
        return catalogue
                .basicData(party)
                .map(provider -> decided(named().add(provider), party, Following.nowhere(true)))
                .orElseGet(Selection.NoCountryStrategy::new);
    }

    private NamedProviders legacy(NamedProviders named, @Nullable Integrations integrations, RefreshedParty party) {
        if (integrations == null) {
            return named.addAll(allActive(party).providers());
        }
        if (integrations.executeAllActive()) {
            named.addAll(allActive(party).providers());
        } else {
            named.addGroups(ROOT + "/enrichmentGroupRefs", integrations.groups())
                    .addCodes(ROOT + "/enrichments", integrations.enrichments());
        }
        return named.exclude(ROOT + "/excludeEnrichments", integrations.excluded());
    }

    private NamedProviders allActive(RefreshedParty party) {
        NamedProviders named = named();
        catalogue.basicData(party).filter(provider -> isActive(provider, party)).ifPresent(named::add);
        return named.addAll(catalogue.providers().stream()
                .filter(provider -> isActive(provider, party))
                .toList());
    }

    private Selection decided(NamedProviders named, RefreshedParty party, Following following) {
        ShareholderSelection.Choice nodes = shareholders.choose(following.depth(), following.wanted());
        List<Selection.Name> unknown = new ArrayList<>(named.unknown());
        unknown.addAll(nodes.unknown());
        if (!unknown.isEmpty()) {
            return new Selection.Unknown(unknown);
        }
        List<String> toCall = new ArrayList<>();
        List<Selection.Rejected> rejected = new ArrayList<>();
        for (CatalogueProvider provider : named.providers()) {
            if (isActive(provider, party)) {
                toCall.add(provider.code());
            } else {
                rejected.add(new Selection.Rejected(
                        provider.code(),
                        provider.enabled() ? Selection.Reason.DOES_NOT_FIT : Selection.Reason.NOT_ENABLED));
            }
        }
        return toCall.isEmpty()
                ? new Selection.NoProviders(rejected)
                : new Selection.Selected(toCall, rejected, following.fresh(), following.depth(), nodes.providers());
    }

    private NamedProviders named() {
        return new NamedProviders(catalogue);
    }

    private static boolean isActive(CatalogueProvider provider, RefreshedParty party) {
        return provider.enabled() && provider.fits(party);
    }

    /** What follows the root: how deep, and whom its nodes are asked of. */
    private record Following(boolean fresh, int depth, ShareholderIntegrations wanted) {

        static Following nowhere(boolean fresh) {
            return new Following(fresh, 0, ShareholderIntegrations.ALL_ACTIVE);
        }
    }
}
