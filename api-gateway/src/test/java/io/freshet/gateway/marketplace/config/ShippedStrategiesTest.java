package io.freshet.gateway.marketplace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.gateway.marketplace.CountryStrategyTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedStrategiesTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldReadTheShippedTable() {
        assertThat(new ShippedStrategies(json).entries())
                .contains(new CountryStrategyTable.Entry(
                        "BR",
                        PartyType.COMPANY,
                        "br_brasilapi_company_enrichment",
                        List.of("br_brasilapi_company_enrichment")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"country\": false, \"type\": \"company\", \"basicData\": \"a\"}]",
                "[{\"country\": \"BR\", \"type\": \"thing\", \"basicData\": \"a\"}]",
                "[{\"country\": \"BR\", \"type\": \"company\"}]",
            })
    void shouldNameTheRowThatIsFaulty(String rows) {
        assertThatThrownBy(() -> ShippedStrategies.read(json.readTree(rows))).hasMessageContaining("strategy 0");
    }

    @Test
    void shouldRefuseASecondRowOfACountryAndType() {
        String row = "{\"country\": \"BR\", \"type\": \"company\", \"basicData\": \"a\"}";
        assertThatThrownBy(() -> ShippedStrategies.read(json.readTree("[" + row + ", " + row + "]")))
                .hasMessageContaining("strategy 1");
    }
}
