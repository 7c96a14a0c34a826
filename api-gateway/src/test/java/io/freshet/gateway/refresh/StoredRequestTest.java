package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRequestTest {

    private static final Integrations INTEGRATIONS =
            new Integrations(true, List.of("a"), List.of("group"), List.of("b"));
    private static final ShareholderIntegrations SHAREHOLDERS =
            new ShareholderIntegrations(false, List.of("c"), List.of("d"), List.of("other"));

    @ParameterizedTest
    @EnumSource(RefreshScope.class)
    void shouldReadWhatItWroteWhenEveryFieldIsSet(RefreshScope scope) {
        RefreshRequest request = request(scope, INTEGRATIONS, new RefreshRequest.Preserve(false, true));
        assertThat(StoredRequest.read(StoredRequest.write(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @EnumSource(RefreshScope.class)
    void shouldReadWhatItWroteWhenChoicesAreLeftOpen(RefreshScope scope) {
        RefreshRequest request = request(scope, null, new RefreshRequest.Preserve(null, null));
        assertThat(StoredRequest.read(StoredRequest.write(request))).isEqualTo(request);
    }

    @Test
    void shouldWriteTheWordsOfTheRestApi() throws Exception {
        RefreshRequest request =
                request(RefreshScope.BASIC_DATA, INTEGRATIONS, new RefreshRequest.Preserve(null, false));
        assertThat(StoredRequest.write(request)).isEqualTo(new ObjectMapper().readTree("""
                {"forceRefresh": true, "skipRulesEngine": true, "depth": 3, "refreshScope": "basic_data",
                 "providerCodes": ["p"],
                 "autoExecuteIntegrations": {"executeAllActiveEnrichments": true, "enrichments": ["a"],
                   "enrichmentGroupRefs": ["group"], "excludeEnrichments": ["b"]},
                 "autoExecuteIntegrationsShareholders": {"executeAllActiveEnrichments": false,
                   "enrichments": {"company": ["c"], "person": ["d"]}, "enrichmentGroupRefs": ["other"]},
                 "preserveEntityData": false, "publishSnapshot": true, "onConflict": "use_existing", "priority": "bulk"}
                """));
    }

    private static RefreshRequest request(
            RefreshScope scope, @Nullable Integrations integrations, RefreshRequest.Preserve preserve) {
        return new RefreshRequest(
                new RefreshOptions(scope, List.of("p"), integrations, SHAREHOLDERS, 3, true),
                true,
                preserve,
                true,
                RefreshRequest.OnConflict.USE_EXISTING,
                RefreshRequest.Priority.BULK,
                false);
    }
}
