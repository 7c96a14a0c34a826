package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * DNI, the identity document of a person in Argentina (Registro Nacional de las Personas): 7 or 8 digits, no check digit.
 * Stored as {@code 12.345.678}. A DNI is not turned into the CUIL that contains it: the CUIL's prefix is not known from it.
 */
final class Dni implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("0?[1-9][0-9]{6}|[1-9][0-9]{7}");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        return new TaxId.Valid(Thousands.dotted(bare));
    }

    @Override
    public String shape() {
        return "a DNI has 7 or 8 digits";
    }
}
