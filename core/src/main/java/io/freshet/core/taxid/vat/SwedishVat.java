package io.freshet.core.taxid.vat;

import io.freshet.core.taxid.CheckDigits;

/** An organization or personal number of 10 digits with a check digit (Luhn), and 2 that number the registration. */
final class SwedishVat {

    private SwedishVat() {}

    static boolean holds(String body) {
        return CheckDigits.isLuhn(body.substring(0, 10)) && !body.startsWith("0000000000");
    }
}
