package io.freshet.simulator.register;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a part of a company, or manages it.
 *
 * @param partyId of the register; null for one that is known by name alone
 * @param name of one that is not in the register; null for one that is
 * @param country of a company that is not in the register; null for a person
 * @param band lowest percentage of a GB band: 25, 50 or 75
 * @param ceased date when it ended; null while it lasts
 */
public record Holder(
        @Nullable String partyId,
        @Nullable String name,
        @Nullable String country,
        Role role,
        int band,
        @Nullable String ceased) {

    /** What makes the tie. */
    public enum Role {
        OWNER,
        OFFICER,
        BOTH;

        public boolean owns() {
            return this != OFFICER;
        }

        public boolean manages() {
            return this != OWNER;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Holder person(String name, int band) {
        return new Holder(null, name, null, Role.BOTH, band, null);
    }

    public static Holder party(String partyId, Role role, int band) {
        return new Holder(partyId, null, null, role, band, null);
    }

    public static Holder foreignCompany(String name, String country, int band) {
        return new Holder(null, name, country, Role.OWNER, band, null);
    }

    public Holder ceased(String date) {
        return new Holder(partyId, name, country, role, band, date);
    }

    /** Whether a text names it: the id of a party, or the name of one that has none. */
    public boolean isNamed(String text) {
        return text.equals(partyId) || text.equals(name);
    }
}
