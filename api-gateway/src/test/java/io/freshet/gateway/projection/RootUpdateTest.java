package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.refresh.NameSync;
import io.freshet.core.refresh.ProfileSync;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.StoredRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The answers of the workers meet the rules of core; the rules themselves are tested there. */
class RootUpdateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE = "{\"fullName\": \"Found Ltd\"}";
    private static final String BASIC = "{\"name\": \"Basic Ltd\"}";

    @Test
    void shouldTakeTheMappedProfileWhenTheStoredScopeIsBasicData() {
        RootUpdate update = decide(
                "{\"refreshScope\": \"basic_data\", \"preserveName\": false, \"preserveEntityData\": false}",
                PROFILE,
                BASIC);
        assertThat(update.name()).isEqualTo(new NameSync.Outcome("Basic Ltd", NameSync.Source.BASIC_DATA));
        assertThat(update.profile().mode()).isEqualTo(ProfileSync.Mode.REPLACED);
        assertThat(update.profile().changedPaths()).containsExactly("/company/name");
        assertThat(update.profile().entityData().get("company")).isEqualTo(json(BASIC));
    }

    @Test
    void shouldTakeTheNormalizedNameAndLeaveDataAloneWhenTheStoredScopeIsAnother() {
        RootUpdate update = decide(
                "{\"refreshScope\": \"all_active\", \"preserveName\": false, \"preserveEntityData\": false}",
                PROFILE,
                BASIC);
        assertThat(update.name()).isEqualTo(new NameSync.Outcome("Found Ltd", NameSync.Source.FULL_NAME));
        assertThat(update.profile().mode()).isEqualTo(ProfileSync.Mode.UNTOUCHED);
    }

    @Test
    void shouldKeepTheNameWhenNobodyFoundAnything() {
        RootUpdate update = decide("{\"refreshScope\": \"basic_data\", \"preserveEntityData\": false}", null, null);
        assertThat(update.name()).isEqualTo(new NameSync.Outcome("Old Ltd", NameSync.Source.KEPT));
        assertThat(update.profile().mode()).isEqualTo(ProfileSync.Mode.UNTOUCHED);
    }

    private static RootUpdate decide(String request, @Nullable String profile, @Nullable String basicData) {
        ObjectNode stored = json(request);
        stored.put("onConflict", "reject").put("priority", "interactive");
        RefreshRequest read = StoredRequest.read(stored);
        RootUpdate.Current current =
                new RootUpdate.Current(PartyType.COMPANY, "Old Ltd", json("{\"company\": {\"name\": \"x\"}}"));
        return RootUpdate.decide(
                read, current, profile == null ? null : json(profile), basicData == null ? null : json(basicData));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
