package io.freshet.gateway.refresh.http;

import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.http.BodyReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code autoExecuteIntegrations} and {@code autoExecuteIntegrationsShareholders}, which several bodies have. */
public final class IntegrationsReader {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;
    private static final String ALL_ACTIVE = "executeAllActiveEnrichments";
    private static final String GROUPS = "enrichmentGroupRefs";

    private IntegrationsReader() {}

    /** What the root is asked of; null when the body leaves it out. */
    public static @Nullable Integrations root(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrations");
        return inside == null
                ? null
                : new Integrations(
                        inside.flag(ALL_ACTIVE, false),
                        inside.texts("enrichments", MOST_CODES, LONGEST_CODE),
                        inside.texts(GROUPS, MOST_CODES, LONGEST_CODE),
                        inside.texts("excludeEnrichments", MOST_CODES, LONGEST_CODE));
    }

    /** What shareholders are asked of; all active providers when the body leaves it out. */
    public static ShareholderIntegrations shareholders(BodyReader reader) {
        BodyReader inside = reader.inside("autoExecuteIntegrationsShareholders");
        if (inside == null) {
            return ShareholderIntegrations.ALL_ACTIVE;
        }
        BodyReader codes = inside.inside("enrichments");
        return new ShareholderIntegrations(
                inside.flag(ALL_ACTIVE, false),
                codes == null ? List.of() : codes.texts("company", MOST_CODES, LONGEST_CODE),
                codes == null ? List.of() : codes.texts("person", MOST_CODES, LONGEST_CODE),
                inside.texts(GROUPS, MOST_CODES, LONGEST_CODE));
    }
}
