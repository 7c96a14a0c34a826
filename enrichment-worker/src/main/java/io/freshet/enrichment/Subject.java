package io.freshet.enrichment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask about.
 *
 * @param parameters what the caller gives to providers whose requests name it
 */
public record Subject(
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String lei,
        @Nullable String registryId,
        Map<String, String> parameters) {

    public Subject {
        parameters = Map.copyOf(parameters);
    }

    /** A subject that is asked about without parameters. */
    public Subject(
            @Nullable String country, @Nullable String taxId, @Nullable String lei, @Nullable String registryId) {
        this(country, taxId, lei, registryId, Map.of());
    }

    /** Leaves the identifiers out, which may be a person's. */
    @Override
    public String toString() {
        return "Subject[country=" + country + "]";
    }
}
