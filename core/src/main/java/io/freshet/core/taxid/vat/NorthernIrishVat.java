package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.weightedSum;

/**
 * 9 digits, or 12 of which the last 3 number a branch: the sum with weights 8 to 2 and the last two digits makes a multiple of
 * 97, or for numbers given since 2010 one that is 42 or 55 off (HMRC). Departments (GD) and health authorities (HA) have no
 * check digit.
 */
final class NorthernIrishVat {

    private NorthernIrishVat() {}

    static boolean holds(String body) {
        if (Character.isLetter(body.charAt(0))) {
            return true;
        }
        if (body.startsWith("000000000")) {
            return false;
        }
        int rest = weightedSum(body, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97;
        return rest == 0 || (Integer.parseInt(body.substring(0, 3)) >= 100 && (rest == 42 || rest == 55));
    }
}
