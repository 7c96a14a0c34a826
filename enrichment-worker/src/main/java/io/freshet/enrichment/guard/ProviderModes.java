package io.freshet.enrichment.guard;

/** What operators let providers do. */
@FunctionalInterface
public interface ProviderModes {

    /** A mode. */
    enum Mode {
        ENABLED,
        /** Nothing is called; commands wait. */
        PAUSED,
        /** Nothing is called; commands end. */
        FORCED_OPEN
    }

    /** The mode of a provider; enabled when nothing was said of it. */
    Mode of(String code);
}
