package io.freshet.core;

/** A stage of the routing slip; the names are those of the header {@code next-stage}. */
public enum Stage {
    ENRICH,
    OWNERSHIP,
    RULES
}
