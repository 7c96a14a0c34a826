package io.freshet.core.taxid.vat;

import io.freshet.core.taxid.CheckDigits;

/** 7 digits of the taxpayer, 3 of the office that gave the number, and a check digit (Luhn). */
final class ItalianVat {

    private ItalianVat() {}

    static boolean holds(String body) {
        return CheckDigits.isLuhn(body)
                && !body.startsWith("0000000")
                && isOffice(Integer.parseInt(body.substring(7, 10)));
    }

    private static boolean isOffice(int office) {
        return (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
    }
}
