package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalAttributesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldTellOnlyTheLeavesThatDiffer() throws Exception {
        // Given
        JsonNode before = JSON.readTree("""
                {"fullName": "A", "address": {"city": "York", "street": "High St"}, "tradeNames": ["x"]}
                """);
        JsonNode after = JSON.readTree("""
                {"fullName": "A", "address": {"city": "Leeds", "street": "High St"}, "tradeNames": ["x", "y"]}
                """);
        JsonNode provenance = JSON.readTree("{\"address\": {\"provider\": \"p\"}}");
        // When
        List<ObjectNode> changes = CanonicalAttributes.changes("company", before, after, provenance);
        // Then
        assertThat(changes)
                .extracting(change -> change.get("path").asText())
                .containsExactlyInAnyOrder("/registered_address/city", "/trade_names");
        assertThat(changes).contains((ObjectNode) JSON.readTree("""
                {"path": "/registered_address/city", "before": "York", "after": "Leeds", "source": "p"}
                """));
    }

    @Test
    void shouldTellEverythingWhenNothingWasKnown() throws Exception {
        JsonNode after = JSON.readTree("{\"fullName\": \"A\", \"industry\": {\"code\": \"1\"}}");
        assertThat(CanonicalAttributes.changes("company", null, after, null))
                .extracting(change -> change.get("path").asText())
                .containsExactly("/legal_name", "/industry/code");
    }

    @Test
    void shouldTellNothingWhenProfilesAreEqual() throws Exception {
        JsonNode profile = JSON.readTree("{\"fullName\": \"A\", \"shareholders\": [{\"name\": \"B\"}]}");
        assertThat(CanonicalAttributes.changes("company", profile, profile, null))
                .isEmpty();
    }
}
