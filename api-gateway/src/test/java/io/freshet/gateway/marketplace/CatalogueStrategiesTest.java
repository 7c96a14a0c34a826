package io.freshet.gateway.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.core.PartyType;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueStrategiesTest {

    private static final Provider SHIPPED = provider("br_shipped", List.of("BR"), List.of("/shareholders"));
    private static final Provider ADDED = provider("no_added", List.of("NO", "BR"), List.of("/shareholders"));
    private static final Provider PLAIN = provider("no_plain", List.of("NO"), List.of("/legal_name"));

    private final CatalogueStrategies strategies = new CatalogueStrategies(
            () -> List.of(
                    new CountryStrategyTable.Entry("BR", PartyType.COMPANY, "br_shipped", List.of("br_shipped")),
                    new CountryStrategyTable.Entry("CL", PartyType.COMPANY, "cl_gone", List.of())),
            new FakeCatalogue(List.of(PLAIN, ADDED, SHIPPED)));

    private record FakeCatalogue(List<Provider> all) implements ProviderCatalogue {
        @Override
        public Optional<Provider> find(String code) {
            return all.stream().filter(provider -> provider.code().equals(code)).findFirst();
        }
    }

    @Test
    void shouldTakeTheRowOfTheTableWhenThereIsOne() {
        assertThat(strategies.basicData(PartyType.COMPANY, "BR")).contains("br_shipped");
        assertThat(strategies.relationships(PartyType.COMPANY, "BR")).containsExactly("br_shipped");
    }

    @Test
    void shouldTakeTheFirstOfTheCatalogueThatFitsWhenTheTableHasNoRow() {
        assertThat(strategies.basicData(PartyType.COMPANY, "NO")).contains("no_plain");
        assertThat(strategies.relationships(PartyType.COMPANY, "NO")).containsExactly("no_added");
        assertThat(strategies.basicData(PartyType.PERSON, "NO")).isEmpty();
        assertThat(strategies.basicData(PartyType.COMPANY, "DE")).isEmpty();
    }

    @Test
    void shouldListARowThatNamesAnUnknownProviderAsNotAvailable() {
        assertThat(strategies.all())
                .extracting(CatalogueStrategies.Strategy::country, CatalogueStrategies.Strategy::available)
                .containsExactly(tuple("BR", true), tuple("CL", false), tuple("NO", true));
    }

    private static Provider provider(String code, List<String> countries, List<String> yields) {
        Provider.Calls calls = new Provider.Calls(null, Duration.ZERO, Duration.ZERO, null);
        return new Provider(code, code, List.of(PartyType.COMPANY), countries, true, yields, 0, calls);
    }
}
