package io.freshet.simulator.register;

import org.jspecify.annotations.Nullable;

/**
 * What GLEIF has of a company.
 *
 * @param code the identifier itself, with the check digits of ISO 17442
 * @param status of the registration, such as {@code ISSUED} or {@code LAPSED}
 * @param parent id of the party that consolidates it; null for none
 * @param exception why there is no parent; null where there is one, or nothing was reported
 */
public record Lei(
        String code,
        String status,
        @Nullable String parent,
        @Nullable String exception) {

    public Lei under(@Nullable String newParent) {
        return new Lei(code, status, newParent, newParent == null ? exception : null);
    }

    public Lei with(String newStatus) {
        return new Lei(code, newStatus, parent, exception);
    }

    public Lei excepted(@Nullable String reason) {
        return new Lei(code, status, reason == null ? parent : null, reason);
    }
}
