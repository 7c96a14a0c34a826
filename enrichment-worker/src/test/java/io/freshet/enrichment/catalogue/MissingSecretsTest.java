package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingSecretsTest {

    private static final List<ProviderDefinition> CATALOGUE = CatalogueReader.read(Map.of());

    @Test
    void shouldNameWhoCannotBeCalled() {
        assertThat(MissingSecrets.of(CATALOGUE, Map.of("FRESHET_SECRET_COMPANIES_HOUSE", " ")))
                .extracting(ProviderDefinition::code)
                .contains("gb_companieshouse_company_enrichment")
                .doesNotContain("br_brasilapi_company_enrichment");
        assertThat(MissingSecrets.of(CATALOGUE, Map.of("FRESHET_SECRET_COMPANIES_HOUSE", "x")))
                .extracting(ProviderDefinition::code)
                .doesNotContain("gb_companieshouse_company_enrichment");
    }
}
