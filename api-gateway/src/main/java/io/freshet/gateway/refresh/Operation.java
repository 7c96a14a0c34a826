package io.freshet.gateway.refresh;

import java.util.Locale;

/** What a job does. Every operation is the same pipeline with another routing slip. */
public enum Operation {
    REFRESH,
    ENRICH,
    ANALYZE,
    MATERIALIZE,
    AUTOMATIC;

    /** The word of the REST API and of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation with that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Operation ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
