package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Company number of the United Kingdom: 8 digits (England and Wales), or a prefix for the kind of body and where it is
 * registered and 6 digits; no check digit. Registered societies and their forerunners may end in letters ({@code IP12345R}),
 * some Scottish limited partnerships in an A. The prefixes are those of Companies House, "Company number prefixes". Leading
 * zeros that were left out are put back. Stored without separators.
 */
final class CompanyNumber implements TaxIdScheme {

    private static final Set<String> PREFIXES = Set.of(
            "AC", "BR", "CE", "CS", "EN", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC", "NF", "NI",
            "NL", "NO", "NP", "NR", "NV", "NZ", "OC", "OE", "PC", "R0", "RC", "RS", "SA", "SC", "SE", "SF", "SG", "SI",
            "SL", "SO", "SP", "SR", "SZ", "ZC");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,8}");
    private static final Pattern PREFIXED = Pattern.compile("([A-Z]{2}|R0)([0-9]{1,6})");
    private static final Pattern SOCIETY = Pattern.compile("(IP|NO|NP|RS|SP)[0-9]{4}([0-9][A-Z]|[A-Z]{2})");
    private static final Pattern PARTNERSHIP = Pattern.compile("SL[0-9]{5}A");

    @Override
    public boolean hasShape(String bare) {
        return DIGITS.matcher(bare).matches() || PREFIXED.matcher(bare).matches() || hasLetterAtEnd(bare);
    }

    @Override
    public TaxId.Result check(String bare) {
        if (hasLetterAtEnd(bare)) {
            return new TaxId.Valid(bare);
        }
        Matcher prefixed = PREFIXED.matcher(bare);
        if (!prefixed.matches()) {
            return new TaxId.Valid("0".repeat(8 - bare.length()) + bare);
        }
        String prefix = prefixed.group(1);
        String number = prefixed.group(2);
        return PREFIXES.contains(prefix)
                ? new TaxId.Valid(prefix + "0".repeat(6 - number.length()) + number)
                : new TaxId.Invalid(prefix + " is no prefix of company numbers");
    }

    @Override
    public String shape() {
        return "a company number has 8 characters, such as 08957400 or SC123456";
    }

    private static boolean hasLetterAtEnd(String bare) {
        return SOCIETY.matcher(bare).matches() || PARTNERSHIP.matcher(bare).matches();
    }
}
