package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * Legal Entity Identifier: 18 letters or digits and 2 check digits, of which ISO/IEC 7064 MOD 97-10 leaves 1 (ISO 17442-1). It
 * has its shape only when its check digits hold, so that it never gets between a caller and the scheme of the country.
 */
public final class Lei implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{18}[0-9]{2}");

    /** Whether a text is one: 20 capital letters or digits with the right check digits. */
    public static boolean isLei(String text) {
        return SHAPE.matcher(text).matches() && CheckDigits.mod97(text) == 1;
    }

    @Override
    public boolean hasShape(String bare) {
        return isLei(bare);
    }

    @Override
    public TaxId.Result check(String bare) {
        return new TaxId.Valid(bare);
    }

    @Override
    public String shape() {
        return "a LEI has 18 letters or digits and 2 check digits";
    }
}
