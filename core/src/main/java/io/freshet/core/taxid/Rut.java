package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * RUT of Chile, of companies and persons (RUN) alike: 7 or 8 digits and a check character, 11 less the sum with weights 2 to 7
 * from the right mod 11, where 11 is written 0 and 10 is written K (Servicio de Impuestos Internos). Stored as
 * {@code 76.086.428-5}.
 */
final class Rut implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("0{0,2}[1-9][0-9]{6,7}[0-9K]");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        int last = bare.length() - 1;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += CheckDigits.digit(bare, last - 1 - i) * (2 + i % 6);
        }
        char expected = "0K987654321".charAt(sum % 11);
        return bare.charAt(last) == expected
                ? new TaxId.Valid(Thousands.dotted(bare.substring(0, last)) + '-' + expected)
                : new TaxId.Invalid("the check digit of the RUT is wrong");
    }

    @Override
    public String shape() {
        return "a RUT has 7 or 8 digits and a check digit, 0 to 9 or K";
    }
}
