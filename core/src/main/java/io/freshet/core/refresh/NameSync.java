package io.freshet.core.refresh;

import org.jspecify.annotations.Nullable;

/** Whether a finished refresh renames its entity. */
public final class NameSync {

    private NameSync() {}

    /** Where a name comes from. */
    public enum Source {
        KEPT("kept"),
        FULL_NAME("fullName"),
        BASIC_DATA("basicData");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As the REST API writes it. */
        public String word() {
            return word;
        }
    }

    /**
     * The name afterwards. {@code KEPT} also where the name that was found is the one that is there.
     */
    public record Outcome(@Nullable String name, Source source) {}

    /**
     * What a successful enrichment found.
     *
     * @param fullName normalized; null or blank when no provider told it
     * @param basicDataName of the basic-data mapping; null or blank when it has none
     */
    public record Found(@Nullable String fullName, @Nullable String basicDataName) {}

    /**
     * Decides the name of the root.
     *
     * @param preserveName true keeps the name; false takes the basic-data mapping's in scope {@code BASIC_DATA} and the
     *     normalized one otherwise; null, which is the legacy behaviour, takes the normalized one
     * @param current at the completion of the job
     * @param found null when no enrichment succeeded; in scope {@code BASIC_DATA}, when its provider did not
     */
    public static Outcome ofRoot(
            RefreshScope scope, @Nullable Boolean preserveName, @Nullable String current, @Nullable Found found) {
        if (found == null || Boolean.TRUE.equals(preserveName)) {
            return new Outcome(current, Source.KEPT);
        }
        return scope == RefreshScope.BASIC_DATA && Boolean.FALSE.equals(preserveName)
                ? taken(current, found.basicDataName(), Source.BASIC_DATA)
                : taken(current, found.fullName(), Source.FULL_NAME);
    }

    /** Decides the name of a shareholder that is an entity already: the legacy behaviour, whatever the request says. */
    public static Outcome ofShareholder(@Nullable String current, @Nullable Found found) {
        return ofRoot(RefreshScope.LEGACY, null, current, found);
    }

    private static Outcome taken(@Nullable String current, @Nullable String name, Source source) {
        return name == null || name.isBlank() || name.equals(current)
                ? new Outcome(current, Source.KEPT)
                : new Outcome(name, source);
    }
}
