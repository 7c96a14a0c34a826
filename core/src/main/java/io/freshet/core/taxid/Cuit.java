package io.freshet.core.taxid;

import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CUIT and CUIL of Argentina: a prefix that tells persons from companies, 8 digits, and a check digit: 11 less the sum with
 * weights 5432765432 mod 11, where 11 gives 0 and 10 is never issued, the prefix being changed instead (ARCA, formerly AFIP, for
 * the CUIT; ANSES for the CUIL). Stored as {@code 20-12345678-6}.
 */
final class Cuit implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{11}");
    private static final Set<String> PERSONS = Set.of("20", "23", "24", "25", "26", "27", "50");
    private static final Set<String> COMPANIES = Set.of("30", "33", "34", "51", "55");

    private final PartyType type;

    Cuit(PartyType type) {
        this.type = type;
    }

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        if (!prefixes().contains(bare.substring(0, 2))) {
            return new TaxId.Invalid("the first two digits of the CUIT are not those of a " + type.word());
        }
        int check = 11 - CheckDigits.weightedSum(bare, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        if (CheckDigits.digit(bare, 10) != (check == 11 ? 0 : check)) {
            return new TaxId.Invalid("the check digit of the CUIT is wrong");
        }
        return new TaxId.Valid(bare.substring(0, 2) + '-' + bare.substring(2, 10) + '-' + bare.substring(10));
    }

    @Override
    public String shape() {
        return switch (type) {
            case PERSON -> "a CUIL or CUIT has 11 digits";
            case COMPANY -> "a CUIT has 11 digits";
        };
    }

    private Set<String> prefixes() {
        return switch (type) {
            case PERSON -> PERSONS;
            case COMPANY -> COMPANIES;
        };
    }
}
