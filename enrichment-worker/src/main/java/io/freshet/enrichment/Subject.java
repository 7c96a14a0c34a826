package io.freshet.enrichment;

import org.jspecify.annotations.Nullable;

/** Whom to ask about. */
public record Subject(
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String lei,
        @Nullable String registryId) {

    /** Leaves the identifiers out, which may be a person's. */
    @Override
    public String toString() {
        return "Subject[country=" + country + "]";
    }
}
