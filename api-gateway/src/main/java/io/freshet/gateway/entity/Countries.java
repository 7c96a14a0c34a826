package io.freshet.gateway.entity;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The countries an entity may belong to: ISO 3166-1 alpha-2, and the codes that tax authorities use beside it. */
public final class Countries {

    private static final Set<String> CODES = codes();

    private Countries() {}

    /** Whether a text in any case is the code of a country. */
    public static boolean isCountry(String text) {
        return CODES.contains(text.toUpperCase(Locale.ROOT));
    }

    static Stream<String> all() {
        return CODES.stream();
    }

    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
        // Northern Ireland and Greece in VAT numbers, and Kosovo.
        codes.addAll(Set.of("XI", "EL", "XK"));
        return Set.copyOf(codes);
    }
}
