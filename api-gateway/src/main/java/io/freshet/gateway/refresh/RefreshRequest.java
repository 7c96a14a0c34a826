package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a refresh, validated, with its defaults. Null means that the caller left a choice of three open. */
record RefreshRequest(
        boolean forceRefresh,
        boolean skipRulesEngine,
        int depth,
        Scope scope,
        List<String> providerCodes,
        @Nullable Integrations root,
        ShareholderIntegrations shareholders,
        @Nullable Boolean preserveName,
        @Nullable Boolean preserveEntityData,
        OnConflict onConflict,
        Priority priority,
        boolean dryRun) {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;
    private static final int DEEPEST = 5;

    /** The scope; {@code LEGACY} when the caller names none. */
    enum Scope {
        BASIC_DATA,
        ALL_ACTIVE,
        SELECTED,
        LEGACY
    }

    /** Words of {@code refreshScope}. */
    private enum NamedScope {
        BASIC_DATA,
        ALL_ACTIVE,
        SELECTED
    }

    enum OnConflict {
        REJECT,
        USE_EXISTING,
        RESTART
    }

    enum Priority {
        INTERACTIVE,
        BULK
    }

    /** {@code autoExecuteIntegrations}. */
    record Integrations(boolean executeAllActive, List<String> enrichments, List<String> excluded) {}

    /** {@code autoExecuteIntegrationsShareholders}; all active ones when it is absent. */
    record ShareholderIntegrations(boolean executeAllActive, List<String> companies, List<String> persons) {}

    /**
     * Reads a body.
     *
     * @throws ApiException naming every fault, or the field that this version does not serve yet
     */
    static RefreshRequest read(@Nullable JsonNode body) {
        BodyReader reader = BodyReader.of(body);
        Scope scope = reader.word("refreshScope", NamedScope.class)
                .map(named -> Scope.valueOf(named.name()))
                .orElse(Scope.LEGACY);
        List<String> codes = reader.texts("providerCodes", MOST_CODES, LONGEST_CODE);
        if (scope == Scope.SELECTED && codes.isEmpty()) {
            reader.fault("providerCodes", "is required and not empty with the scope selected");
        }
        int depth = reader.integer("depth", 1, 0, DEEPEST);
        boolean publish = reader.flag("publishSnapshot", false);
        Optional<OnConflict> conflict = reader.word("onConflict", OnConflict.class);
        RefreshRequest request = new RefreshRequest(
                reader.flag("forceRefresh", true) || scope == Scope.BASIC_DATA,
                reader.flag("skipRulesEngine", false),
                scope == Scope.BASIC_DATA ? 0 : depth,
                scope,
                codes,
                root(reader),
                shareholders(reader),
                reader.flag("preserveName"),
                reader.flag("preserveEntityData"),
                conflict.orElse(OnConflict.REJECT),
                reader.word("priority", Priority.class).orElse(Priority.INTERACTIVE),
                reader.flag("dryRun", false));
        reader.finish();
        refuseWhatIsNotServed("publishSnapshot", publish);
        refuseWhatIsNotServed("onConflict", request.onConflict() == OnConflict.RESTART);
        return request;
    }

    private static @Nullable Integrations root(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrations");
        if (inside == null) {
            return null;
        }
        refuseGroups(inside);
        return new Integrations(
                inside.flag("executeAllActiveEnrichments", false),
                inside.texts("enrichments", MOST_CODES, LONGEST_CODE),
                inside.texts("excludeEnrichments", MOST_CODES, LONGEST_CODE));
    }

    private static ShareholderIntegrations shareholders(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrationsShareholders");
        if (inside == null) {
            return new ShareholderIntegrations(true, List.of(), List.of());
        }
        refuseGroups(inside);
        BodyReader codes = inside.inside("enrichments");
        return new ShareholderIntegrations(
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
