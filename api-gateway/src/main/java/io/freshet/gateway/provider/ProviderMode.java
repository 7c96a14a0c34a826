package io.freshet.gateway.provider;

import java.util.Locale;

/** What an operator lets the workers do with a provider. */
public enum ProviderMode {
    /** Calls are made. */
    ENABLED,
    /** No call is made; what needs one waits until its deadline. */
    PAUSED,
    /** No call is made; what needs one fails at once, as if its circuit were open. */
    FORCED_OPEN;

    /** As the REST API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
