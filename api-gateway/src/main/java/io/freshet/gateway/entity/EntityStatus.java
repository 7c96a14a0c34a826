package io.freshet.gateway.entity;

import java.util.Locale;

/** What a caller may make of an entity; the deleted ones are deleted by name, not by status. */
public enum EntityStatus {
    ACTIVE,
    INACTIVE,
    BLOCKED,
    UNDER_REVIEW,
    SUSPENDED,
    EXPIRED,
    REJECTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a caller has to say why. */
    public boolean needsReason() {
        return switch (this) {
            case BLOCKED, SUSPENDED, REJECTED -> true;
            case ACTIVE, INACTIVE, UNDER_REVIEW, EXPIRED -> false;
        };
    }
}
