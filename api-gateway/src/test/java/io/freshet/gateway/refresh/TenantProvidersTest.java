package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import io.freshet.core.refresh.CatalogueProvider;
import io.freshet.core.refresh.CountryStrategy;
import io.freshet.core.refresh.ProviderGroup;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.core.refresh.TenantCatalogue;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.marketplace.CountryStrategies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantProvidersTest {

    private static final Provider SCREENING =
            new Provider("screening", "Screening", List.of(PartyType.COMPANY, PartyType.PERSON), List.of(), false, 50);
    private static final Provider REGISTER =
            new Provider("register", "Register", List.of(PartyType.COMPANY), List.of("GB"), true, 7);
    private static final Provider OTHER =
            new Provider("other", "Other register", List.of(PartyType.COMPANY), List.of(), true, 1);

    private final TenantProviders providers = new TenantProviders(
            List.of(SCREENING, REGISTER, OTHER),
            Set.of("screening"),
            TenantProviders.groups(Map.of("kyb", List.of("other", "register"))),
            new BritishStrategy());

    /** Companies of one country are served. */
    private static final class BritishStrategy implements CountryStrategies {

        @Override
        public Optional<String> basicData(PartyType type, String country) {
            return type == PartyType.COMPANY && country.equals("GB") ? Optional.of("register") : Optional.empty();
        }

        @Override
        public List<String> relationships(PartyType type, String country) {
            return List.of("other", "register");
        }
    }

    @Test
    void shouldTakeTheStrategyOfThePartysTypeAndCountry() {
        TenantCatalogue british = providers.choices(new RefreshedParty(PartyType.COMPANY, "GB"));
        assertThat(british.strategies())
                .containsExactly(
                        new CountryStrategy(PartyType.COMPANY, "GB", "register", List.of("other", "register")));
        assertThat(providers
                        .choices(new RefreshedParty(PartyType.COMPANY, "FR"))
                        .strategies())
                .isEmpty();
        assertThat(providers.choices(new RefreshedParty(PartyType.PERSON, "GB")).strategies())
                .isEmpty();
    }

    @Test
    void shouldShowWhichProvidersTheTenantDisabled() {
        assertThat(providers
                        .choices(new RefreshedParty(PartyType.COMPANY, "GB"))
                        .providers())
                .extracting(CatalogueProvider::enabled)
                .containsExactly(false, true, true);
    }

    @Test
    void shouldPutBasicDataFirstAndKeepTheOrderOtherwise() {
        assertThat(providers.basicDataFirst(List.of("screening", "other", "register")))
                .containsExactly("other", "register", "screening");
    }

    @Test
    void shouldAskShareholdersOnlyOfWhatTheirListNames() {
        assertThat(providers.forShareholders(new Selection.ShareholderProviders(
                        List.of("screening", "register"), List.of("screening"), List.of())))
                .containsExactly(
                        new RefreshCommand.ShareholderProvider("register", PartyType.COMPANY, List.of("GB")),
                        new RefreshCommand.ShareholderProvider("screening", PartyType.COMPANY, List.of()),
                        new RefreshCommand.ShareholderProvider("screening", PartyType.PERSON, List.of()));
    }

    @Test
    void shouldKnowTheGroupsByTheReferencesOfTheRequest() {
        TenantCatalogue choices = providers.choices(new RefreshedParty(PartyType.COMPANY, "GB"));
        assertThat(choices.groups()).containsExactly(new ProviderGroup("kyb", "kyb", List.of("other", "register")));
    }
}
