package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Tax ids of every scheme, seen from outside: separators do not matter, check digits do, and the formatted form is stored. */
class TaxIdAcceptanceIT {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/tax-ids.csv", numLinesToSkip = 1)
    void taxIdShouldBeStoredFormattedWhenItIsValidAndRefusedWhenItIsNot(
            String scheme, String country, String type, String valid, String stored, @Nullable String invalid)
            throws Exception {
        // Given
        Client client = OtherTenant.client("*");
        // When
        Client.Answer made = client.post("/entities", body(country, type, valid));
        Client.Answer again = client.post("/entities", body(country, type, stored));
        // Then
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().at("/data/taxId").asText()).as(scheme).isEqualTo(stored);
        assertRefused(again, 409, "entity_exists");
        if (invalid != null) {
            assertRefused(client.post("/entities", body(country, type, invalid)), 400, "INVALID_TAX_ID", "/taxId");
            assertRefused(
                    client.post("/entities/automatic", body(country, type, invalid)), 400, "INVALID_TAX_ID", "/taxId");
        }
    }

    @Test
    void taxIdShouldNotBeEmptyWhenNothingElseNamesTheEntity() throws Exception {
        Client.Answer answer = SharedSystem.client().post("/entities", body("NO", "company", " "));
        assertRefused(answer, 400, "validation_error", "/taxId");
    }

    private String body(String country, String type, String taxId) {
        return json.createObjectNode()
                .put("type", type)
                .put("country", country)
                .put("taxId", taxId)
                .toString();
    }
}
