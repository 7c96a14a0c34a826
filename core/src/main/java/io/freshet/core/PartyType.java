package io.freshet.core;

import java.util.Locale;

/** What a party is. */
public enum PartyType {
    COMPANY,
    PERSON;

    /** The lower-case word of the REST API and of provider files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
