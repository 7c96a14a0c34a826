package io.freshet.core.taxid;

import io.freshet.core.TaxId;
import java.util.regex.Pattern;

/**
 * CPF, the number of a person in Brazil: 9 digits and 2 check digits, each mod 11 with weights 2, 3 … from the right, a rest
 * below 2 giving 0 (Receita Federal, Instrução Normativa RFB 2.172/2024). Leading zeros that a spreadsheet has eaten are put
 * back. Stored as {@code 111.444.777-35}.
 */
final class Cpf implements TaxIdScheme {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{9,11}");

    @Override
    public boolean hasShape(String bare) {
        return SHAPE.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        String cpf = "0".repeat(11 - bare.length()) + bare;
        if (CheckDigits.isRepeated(cpf) || !holds(cpf, 9) || !holds(cpf, 10)) {
            return new TaxId.Invalid("the check digits of the CPF are wrong");
        }
        return new TaxId.Valid(
                cpf.substring(0, 3) + '.' + cpf.substring(3, 6) + '.' + cpf.substring(6, 9) + '-' + cpf.substring(9));
    }

    @Override
    public String shape() {
        return "a CPF has 11 digits";
    }

    private static boolean holds(String cpf, int position) {
        int sum = 0;
        for (int i = 0; i < position; i++) {
            sum += CheckDigits.digit(cpf, i) * (position + 1 - i);
        }
        int rest = sum % 11;
        return CheckDigits.digit(cpf, position) == (rest < 2 ? 0 : 11 - rest);
    }
}
