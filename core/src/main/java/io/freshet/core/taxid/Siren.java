package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * SIREN, the number of a company in France in the register SIRENE: 8 digits and a check digit (INSEE; Luhn). It is the second
 * part of the VAT number, and what French registers print. Stored without separators.
 */
final class Siren implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{9}");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        return CheckDigits.isLuhn(bare) && !CheckDigits.isRepeated(bare)
                ? new TaxId.Valid(bare)
                : new TaxId.Invalid("the check digit of the SIREN is wrong");
    }

    @Override
    public String shape() {
        return "a SIREN has 9 digits";
    }
}
