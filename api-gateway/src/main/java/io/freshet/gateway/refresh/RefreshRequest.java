package io.freshet.gateway.refresh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a refresh, validated, with its defaults. Null means that the caller left a choice of three open. */
public record RefreshRequest(
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

    public RefreshRequest {
        providerCodes = List.copyOf(providerCodes);
    }

    /** The scope; {@code LEGACY} when the caller names none. */
    public enum Scope {
        BASIC_DATA,
        ALL_ACTIVE,
        SELECTED,
        LEGACY
    }

    /** What is to happen when another refresh of the entity runs. */
    public enum OnConflict {
        REJECT,
        USE_EXISTING,
        RESTART
    }

    /** Bulk yields to interactive. */
    public enum Priority {
        INTERACTIVE,
        BULK
    }

    /** {@code autoExecuteIntegrations}. */
    public record Integrations(boolean executeAllActive, List<String> enrichments, List<String> excluded) {
        public Integrations {
            enrichments = List.copyOf(enrichments);
            excluded = List.copyOf(excluded);
        }
    }

    /** {@code autoExecuteIntegrationsShareholders}; all active ones when it is absent. */
    public record ShareholderIntegrations(boolean executeAllActive, List<String> companies, List<String> persons) {
        public ShareholderIntegrations {
            companies = List.copyOf(companies);
            persons = List.copyOf(persons);
        }
    }
}
