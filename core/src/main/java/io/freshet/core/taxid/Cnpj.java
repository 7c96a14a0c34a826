package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * CNPJ, the number of a company in Brazil: 12 digits or, since July 2026, capital letters too, and 2 check digits. Mod 11 with
 * weights 2 to 9 and again from the right; a character counts its ASCII code less 48; a rest below 2 gives 0 (Receita Federal,
 * Nota Técnica COCAD/SUARA/RFB 49/2024 and Instrução Normativa RFB 2.229/2024). A leading zero that a spreadsheet has eaten is
 * put back. Stored as {@code 12.ABC.345/01DE-35}.
 */
final class Cnpj implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{12}[0-9]{2}|[0-9]{13}");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        String cnpj = "0".repeat(14 - bare.length()) + bare;
        if (CheckDigits.isRepeated(cnpj) || !holds(cnpj, 12) || !holds(cnpj, 13)) {
            return new TaxId.Invalid("the check digits of the CNPJ are wrong");
        }
        return new TaxId.Valid(cnpj.substring(0, 2)
                + '.'
                + cnpj.substring(2, 5)
                + '.'
                + cnpj.substring(5, 8)
                + '/'
                + cnpj.substring(8, 12)
                + '-'
                + cnpj.substring(12));
    }

    @Override
    public String shape() {
        return "a CNPJ has 12 letters or digits and 2 check digits";
    }

    private static boolean holds(String cnpj, int position) {
        int sum = 0;
        for (int i = 0; i < position; i++) {
            sum += CheckDigits.digit(cnpj, i) * (2 + (position - 1 - i) % 8);
        }
        int rest = sum % 11;
        return CheckDigits.digit(cnpj, position) == (rest < 2 ? 0 : 11 - rest);
    }
}
