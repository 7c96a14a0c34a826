package io.freshet.core.refresh;

import io.freshet.core.PartyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalogue, and words for the requests and answers of the tables. */
final class Choices {

    static final RefreshedParty COMPANY = new RefreshedParty(PartyType.COMPANY, "BR");
    static final RefreshedParty PERSON = new RefreshedParty(PartyType.PERSON, "BR");

    private static final String GROUP_ID = "5f0d0c0a-0000-4000-8000-000000000001";

    /** In catalogue order: the basic-data provider is not the first. */
    static final TenantCatalogue CATALOGUE = new TenantCatalogue(
            List.of(
                    provider("global_lei", List.of(PartyType.COMPANY), List.of(), true),
                    provider("br_basic", List.of(PartyType.COMPANY), List.of("BR"), true),
                    provider("br_credit", List.of(PartyType.COMPANY), List.of("BR"), true),
                    provider("global_pep", List.of(PartyType.COMPANY, PartyType.PERSON), List.of(), true),
                    provider("br_person", List.of(PartyType.PERSON), List.of("BR"), true),
                    provider("gb_basic", List.of(PartyType.COMPANY), List.of("GB"), true),
                    provider("br_costly", List.of(PartyType.COMPANY), List.of("BR"), false)),
            List.of(
                    new ProviderGroup(GROUP_ID, "kyb", List.of("br_credit", "global_lei")),
                    new ProviderGroup(
                            "5f0d0c0a-0000-4000-8000-000000000002", "screening", List.of("global_pep", "br_credit")),
                    new ProviderGroup("5f0d0c0a-0000-4000-8000-000000000003", "stale", List.of("gone"))),
            List.of(
                    new CountryStrategy(PartyType.COMPANY, "BR", "br_basic", List.of("br_credit", "br_basic")),
                    new CountryStrategy(PartyType.COMPANY, "GB", "gb_basic", List.of()),
                    new CountryStrategy(PartyType.COMPANY, "XX", "gone", List.of("gone")),
                    new CountryStrategy(PartyType.COMPANY, "CO", "br_costly", List.of())));

    private Choices() {}

    static CatalogueProvider provider(String code, List<PartyType> types, List<String> countries, boolean enabled) {
        return new CatalogueProvider(code, types, countries, enabled);
    }

    static RefreshOptions scope(RefreshScope scope, String... codes) {
        return new RefreshOptions(scope, List.of(codes), null, ShareholderIntegrations.ALL_ACTIVE, 0, false);
    }

    static RefreshOptions legacy(@Nullable Integrations integrations) {
        return new RefreshOptions(
                RefreshScope.LEGACY, List.of(), integrations, ShareholderIntegrations.ALL_ACTIVE, 0, false);
    }

    static RefreshOptions deep(RefreshScope scope, int depth, ShareholderIntegrations shareholders) {
        return new RefreshOptions(scope, List.of("br_basic"), null, shareholders, depth, false);
    }

    static Integrations integrations(List<String> groups, List<String> codes, List<String> excluded) {
        return new Integrations(false, codes, groups, excluded);
    }

    static Integrations allActiveBut(String... excluded) {
        return new Integrations(true, List.of("unread"), List.of("unread"), List.of(excluded));
    }

    static String groupId() {
        return GROUP_ID;
    }

    static RefreshedParty in(String country) {
        return new RefreshedParty(PartyType.COMPANY, country);
    }

    static ShareholderIntegrations nodes(List<String> companies, List<String> persons) {
        return new ShareholderIntegrations(false, companies, persons, List.of());
    }

    static Selection nodes(int depth, List<String> companies, List<String> persons) {
        return new Selection.Selected(
                List.of("global_pep"),
                List.of(),
                false,
                depth,
                new Selection.ShareholderProviders(companies, persons, List.of()));
    }

    static Selection cached(String... codes) {
        return new Selection.Selected(List.of(codes), List.of(), false, 0, Selection.ShareholderProviders.NONE);
    }

    static Selection fresh(String... codes) {
        return new Selection.Selected(List.of(codes), List.of(), true, 0, Selection.ShareholderProviders.NONE);
    }

    static Selection rejecting(List<String> codes, Selection.Rejected... rejected) {
        return new Selection.Selected(codes, List.of(rejected), false, 0, Selection.ShareholderProviders.NONE);
    }

    static Selection unknown(String pointer, String name) {
        return new Selection.Unknown(List.of(new Selection.Name(pointer, name)));
    }

    static Selection.Rejected off(String code) {
        return new Selection.Rejected(code, Selection.Reason.NOT_ENABLED);
    }

    static Selection.Rejected misfit(String code) {
        return new Selection.Rejected(code, Selection.Reason.DOES_NOT_FIT);
    }
}
