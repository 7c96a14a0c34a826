package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.refresh.RefreshRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a refresh. */
final class RefreshRequestReader {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;
    private static final int DEEPEST = 5;

    private RefreshRequestReader() {}

    /** Words of {@code refreshScope}. */
    private enum NamedScope {
        BASIC_DATA,
        ALL_ACTIVE,
        SELECTED
    }

    /**
     * Reads a body.
     *
     * @throws ApiException naming every fault, or the field that this version does not serve yet
     */
    static RefreshRequest read(@Nullable JsonNode body) {
        BodyReader reader = BodyReader.of(body);
        RefreshRequest.Scope scope = reader.word("refreshScope", NamedScope.class)
                .map(named -> RefreshRequest.Scope.valueOf(named.name()))
                .orElse(RefreshRequest.Scope.LEGACY);
        List<String> codes = reader.texts("providerCodes", MOST_CODES, LONGEST_CODE);
        if (scope == RefreshRequest.Scope.SELECTED && codes.isEmpty()) {
            reader.fault("providerCodes", "is required and not empty with the scope selected");
        }
        int depth = reader.integer("depth", 1, 0, DEEPEST);
        boolean publish = reader.flag("publishSnapshot", false);
        Optional<RefreshRequest.OnConflict> conflict = reader.word("onConflict", RefreshRequest.OnConflict.class);
        RefreshRequest request = new RefreshRequest(
                reader.flag("forceRefresh", true) || scope == RefreshRequest.Scope.BASIC_DATA,
                reader.flag("skipRulesEngine", false),
                scope == RefreshRequest.Scope.BASIC_DATA ? 0 : depth,
                scope,
                codes,
                root(reader),
                shareholders(reader),
                reader.flag("preserveName"),
                reader.flag("preserveEntityData"),
                conflict.orElse(RefreshRequest.OnConflict.REJECT),
                reader.word("priority", RefreshRequest.Priority.class).orElse(RefreshRequest.Priority.INTERACTIVE),
                reader.flag("dryRun", false));
        reader.finish();
        refuseWhatIsNotServed("publishSnapshot", publish);
        refuseWhatIsNotServed("onConflict", request.onConflict() == RefreshRequest.OnConflict.RESTART);
        return request;
    }

    private static RefreshRequest.@Nullable Integrations root(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrations");
        if (inside == null) {
            return null;
        }
        refuseGroups(inside);
        return new RefreshRequest.Integrations(
                inside.flag("executeAllActiveEnrichments", false),
                inside.texts("enrichments", MOST_CODES, LONGEST_CODE),
                inside.texts("excludeEnrichments", MOST_CODES, LONGEST_CODE));
    }

    private static RefreshRequest.ShareholderIntegrations shareholders(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrationsShareholders");
        if (inside == null) {
            return new RefreshRequest.ShareholderIntegrations(true, List.of(), List.of());
        }
        refuseGroups(inside);
        BodyReader codes = inside.inside("enrichments");
        return new RefreshRequest.ShareholderIntegrations(
                inside.flag("executeAllActiveEnrichments", false),
                codes == null ? List.of() : codes.texts("company", MOST_CODES, LONGEST_CODE),
                codes == null ? List.of() : codes.texts("person", MOST_CODES, LONGEST_CODE));
    }

    /** No group exists yet, so whichever is named is unknown. */
    private static void refuseGroups(BodyReader reader) {
        List<String> groups = reader.texts("enrichmentGroupRefs", MOST_CODES, LONGEST_CODE);
        for (int i = 0; i < groups.size(); i++) {
            reader.fault("enrichmentGroupRefs/" + i, "names an unknown group");
        }
    }

    private static void refuseWhatIsNotServed(String field, boolean asked) {
        if (asked) {
            throw new ApiException(
                    ErrorCode.NOT_IMPLEMENTED,
                    "This version does not serve this value of " + field + ".",
                    List.of(new ApiException.Detail("/" + field, "is not served")),
                    Map.of());
        }
    }
}
