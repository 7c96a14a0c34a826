package io.freshet.enrichment.examples;

import io.freshet.enrichment.Answer;
import java.util.Locale;

/** How asking ends, as examples name it: in lower case. */
public enum ExampleOutcome {
    FOUND,
    NOT_FOUND,
    THROTTLED,
    UNAVAILABLE,
    REJECTED,
    UNMAPPABLE;

    static ExampleOutcome of(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> FOUND;
            case Answer.NotFound none -> NOT_FOUND;
            case Answer.Throttled throttled -> THROTTLED;
            case Answer.Unavailable unavailable -> UNAVAILABLE;
            case Answer.NotCalled held -> UNAVAILABLE;
            case Answer.Rejected rejected -> REJECTED;
            case Answer.Unmappable unmappable -> UNMAPPABLE;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
