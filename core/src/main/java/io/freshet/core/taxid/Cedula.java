package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * Cédula de ciudadanía of Colombia (Registraduría Nacional): 6 to 10 digits, no check digit. A person's NIT is the cédula with
 * a check digit behind it, which cannot be told from a longer cédula; so a person is named by the cédula. Stored as
 * {@code 1.020.345.678}.
 */
final class Cedula implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("0*[1-9][0-9]{5,9}");

    @Override
    public boolean hasShape(String bare) {
        return bare.length() <= 10 && SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        return new TaxId.Valid(Thousands.dotted(bare));
    }

    @Override
    public String shape() {
        return "a cédula has 6 to 10 digits; leave out the check digit of the NIT";
    }
}
