package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * NIT of a company in Colombia: 9 digits and a check digit, mod 11 with the prime weights 3, 7, 13, 17, 19, 23, 29, 37, 41 from
 * the right; a rest above 1 is taken from 11 (DIAN, Orden Administrativa 4 of 1989). The check digit must be there, so that
 * a missing digit is noticed. Stored as {@code 800.197.268-4}.
 */
final class Nit implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{9}");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        int rest = CheckDigits.weightedSum(bare, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11;
        return CheckDigits.digit(bare, 9) == (rest < 2 ? rest : 11 - rest)
                ? new TaxId.Valid(Thousands.dotted(bare.substring(0, 9)) + '-' + bare.substring(9))
                : new TaxId.Invalid("the check digit of the NIT is wrong");
    }

    @Override
    public String shape() {
        return "the NIT of a company has 9 digits and a check digit";
    }
}
