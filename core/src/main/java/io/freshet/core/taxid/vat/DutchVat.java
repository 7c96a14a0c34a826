package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;
import static io.freshet.core.taxid.CheckDigits.weightedSum;

import io.freshet.core.taxid.CheckDigits;

/**
 * 9 digits, B and 2 digits. Of a company the 9 digits are an RSIN, which has a check digit; of a person, since 2020, the whole
 * with its prefix leaves 1 by MOD 97-10.
 */
final class DutchVat {

    private DutchVat() {}

    static boolean holds(String body) {
        return (weightedSum(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(body, 8) && !body.startsWith("000000000"))
                || CheckDigits.mod97("NL" + body) == 1;
    }
}
