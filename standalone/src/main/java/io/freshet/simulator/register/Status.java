package io.freshet.simulator.register;

import java.util.Locale;

/** Whether a company is in business. */
public enum Status {
    ACTIVE,
    SUSPENDED,
    INSOLVENT,
    DISSOLVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
