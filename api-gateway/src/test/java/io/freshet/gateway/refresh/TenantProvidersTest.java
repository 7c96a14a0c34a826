package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import io.freshet.core.refresh.CatalogueProvider;
import io.freshet.core.refresh.CountryStrategy;
import io.freshet.core.refresh.RefreshedParty;
import io.freshet.core.refresh.Selection;
import io.freshet.core.refresh.TenantCatalogue;
import io.freshet.gateway.catalogue.Provider;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantProvidersTest {

    private static final Provider SCREENING =
            new Provider("screening", "Screening", List.of(PartyType.COMPANY, PartyType.PERSON), List.of(), false, 50);
    private static final Provider REGISTER =
            new Provider("register", "Register", List.of(PartyType.COMPANY), List.of("GB"), true, 7);
    private static final Provider OTHER =
            new Provider("other", "Other register", List.of(PartyType.COMPANY), List.of(), true, 1);

    private final TenantProviders providers =
            new TenantProviders(List.of(SCREENING, REGISTER, OTHER), Set.of("screening"));

    @Test
    void shouldMakeTheProvidersOfBasicDataThatFitTheCountryStrategiesInOrder() {
        TenantCatalogue british = providers.choices(new RefreshedParty(PartyType.COMPANY, "GB"));
        assertThat(british.strategies()).extracting(CountryStrategy::basicData).containsExactly("register", "other");
        TenantCatalogue french = providers.choices(new RefreshedParty(PartyType.COMPANY, "FR"));
        assertThat(french.strategies()).extracting(CountryStrategy::basicData).containsExactly("other");
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
    void shouldAddUpWhatTheCallsCost() {
        assertThat(providers.costCents(List.of("screening", "register"))).isEqualTo(57);
    }
}
