package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what a refresh may change on its entity. */
class RootUpdateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE = "{\"fullName\": \"Found Ltd\"}";
    private static final String BASIC = """
            {"name": "Basic Ltd", "address": {"city": "Leeds", "street": ""}, "tags": ["a"], "since": "2001"}
            """;

    @ParameterizedTest(name = "scope {0}, preserveName {1} -> {2} from {3}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "absent,     absent, Found Ltd, fullName",
                "absent,     true,   Old Ltd,   kept",
                "absent,     false,  Found Ltd, fullName",
                "all_active, false,  Found Ltd, fullName",
                "basic_data, absent, Found Ltd, fullName",
                "basic_data, true,   Old Ltd,   kept",
                "basic_data, false,  Basic Ltd, basicData",
            })
    void shouldChooseTheName(@Nullable String scope, @Nullable Boolean preserve, String name, String source) {
        ObjectNode request = request(scope);
        if (preserve != null) {
            request.put("preserveName", preserve);
        }
        RootUpdate update = RootUpdate.decide(request, current("{}"), json(PROFILE), json(BASIC));
        assertThat(update.name()).isEqualTo(name);
        assertThat(update.nameSource()).isEqualTo(source);
    }

    @Test
    void shouldKeepTheNameWhenNobodyFoundAnything() {
        RootUpdate update = RootUpdate.decide(request(null), current("{}"), null, null);
        assertThat(update.name()).isEqualTo("Old Ltd");
        assertThat(update.nameSource()).isEqualTo("kept");
    }

    @Test
    void shouldFillOnlyGapsWhenDataIsPreserved() {
        // Given
        ObjectNode request = request("basic_data").put("preserveEntityData", true);
        RootUpdate.Current current = current("""
                {"company": {"name": "", "address": {"city": "York", "street": null}, "tags": [], "extra": 1}}
                """);
        // When
        RootUpdate update = RootUpdate.decide(request, current, json(PROFILE), json(BASIC));
        // Then
        assertThat(update.mode()).isEqualTo("gap_fill");
        assertThat(update.changedPaths()).containsExactlyInAnyOrder("/name", "/tags", "/since");
        assertThat(update.entityData()).isEqualTo(json("""
                {"company": {"name": "Basic Ltd", "address": {"city": "York", "street": null}, "tags": ["a"],
                 "extra": 1, "since": "2001"}}
                """));
    }

    @Test
    void shouldReplaceTheProfileWhenDataIsNotPreserved() {
        ObjectNode request = request("basic_data").put("preserveEntityData", false);
        RootUpdate update = RootUpdate.decide(
                request, current("{\"company\": {\"extra\": 1}, \"note\": 2}"), json(PROFILE), json(BASIC));
        assertThat(update.mode()).isEqualTo("replaced");
        assertThat(update.entityData().get("company")).isEqualTo(json(BASIC));
        assertThat(update.entityData().get("note").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {"absent", "all_active", "selected"})
    void shouldLeaveDataUntouchedOutsideBasicData(@Nullable String scope) {
        ObjectNode request = request(scope).put("preserveEntityData", false);
        RootUpdate update = RootUpdate.decide(request, current("{\"company\": {}}"), json(PROFILE), json(BASIC));
        assertThat(update.mode()).isEqualTo("untouched");
        assertThat(update.entityData()).isEqualTo(json("{\"company\": {}}"));
    }

    private static ObjectNode request(@Nullable String scope) {
        ObjectNode request = JSON.createObjectNode();
        return scope == null ? request : request.put("scope", scope.toUpperCase(Locale.ROOT));
    }

    private static RootUpdate.Current current(String entityData) {
        return new RootUpdate.Current("company", "Old Ltd", (ObjectNode) json(entityData));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
