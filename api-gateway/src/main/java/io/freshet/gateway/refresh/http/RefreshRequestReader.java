package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.refresh.RefreshRequest;
import org.jspecify.annotations.Nullable;

/** Reads the body of a refresh. */
public final class RefreshRequestReader {

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
     * @throws ApiException naming every fault
     */
    public static RefreshRequest read(@Nullable JsonNode body) {
        BodyReader reader = BodyReader.of(body);
        RefreshOptions options = new RefreshOptions(
                reader.word("refreshScope", NamedScope.class)
                        .map(named -> RefreshScope.valueOf(named.name()))
                        .orElse(RefreshScope.LEGACY),
                reader.texts("providerCodes", MOST_CODES, LONGEST_CODE),
                IntegrationsReader.root(reader),
                IntegrationsReader.shareholders(reader),
                reader.integer("depth", 1, 0, DEEPEST),
                reader.flag("forceRefresh", true));
        RefreshRequest request = new RefreshRequest(
                options,
                reader.flag("skipRulesEngine", false),
                new RefreshRequest.Preserve(reader.flag("preserveName"), reader.flag("preserveEntityData")),
                reader.flag("publishSnapshot", false),
                reader.word("onConflict", RefreshRequest.OnConflict.class).orElse(RefreshRequest.OnConflict.REJECT),
                reader.word("priority", RefreshRequest.Priority.class).orElse(RefreshRequest.Priority.INTERACTIVE),
                reader.flag("dryRun", false));
        reader.finish();
        return request;
    }
}
