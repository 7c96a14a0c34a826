package io.freshet.gateway.operation;

import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.ShareholderIntegrations;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to an entity that is created for it.
 *
 * @param depth that the ownership chain is followed to, 0 to 5
 * @param integrations what the root is asked of beside basic data; null for nothing
 */
public record AutomaticRequest(
        int depth,
        @Nullable Integrations integrations,
        ShareholderIntegrations shareholders,
        boolean skipRulesExecution) {

    /** The groups that it names. */
    List<String> groups() {
        return Stream.concat(
                        integrations == null ? Stream.of() : integrations.groups().stream(),
                        shareholders.groups().stream())
                .toList();
    }
}
