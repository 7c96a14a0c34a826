package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIsReadTest {

    @ParameterizedTest
    @CsvSource({
        "br_brasilapi_company_enrichment, false",
        "gb_companieshouse_company_enrichment, false",
        "global_gleif_lei_enrichment, false",
        "global_vies_vat_enrichment, false",
        "global_opensanctions_screening_enrichment, true"
    })
    void shouldKnowWhetherAnotherNameIsAnotherQuestion(String code, boolean read) {
        ProviderDefinition provider = CatalogueReader.read(Map.of()).stream()
                .filter(shipped -> shipped.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(provider.reads("name")).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"subject.name, true", "$merge([subject]), true", "subject.{}, true", "subject.taxId & name, false"})
    void shouldTakeTheWholeSubjectForEveryField(String expression, boolean read) {
        assertThat(JsonataMapping.compile(expression).readsOfSubject("name", "subject"))
                .isEqualTo(read);
    }
}
