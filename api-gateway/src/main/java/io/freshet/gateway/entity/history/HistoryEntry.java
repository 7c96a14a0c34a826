package io.freshet.gateway.entity.history;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of an entity.
 *
 * @param version of the entity after it
 * @param reason as the caller gave it
 */
public record HistoryEntry(
        long version,
        Instant at,
        Actor actor,
        Kind kind,
        @Nullable String reason,
        List<Change> changes) {

    public HistoryEntry {
        changes = List.copyOf(changes);
    }

    /** What was done. */
    public enum Kind {
        CREATED,
        UPDATED,
        REFRESHED,
        STATUS_CHANGED,
        DELETED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
