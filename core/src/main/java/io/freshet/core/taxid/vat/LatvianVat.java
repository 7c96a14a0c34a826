package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;
import static io.freshet.core.taxid.CheckDigits.weightedSum;

/** 11 digits: of a company when the first is above 3; else a personal code, with the date of birth unless it begins with 32. */
final class LatvianVat {

    private LatvianVat() {}

    static boolean holds(String body) {
        if (body.charAt(0) > '3') {
            return weightedSum(body, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
        }
        int check = (1 + weightedSum(body, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10;
        return (body.startsWith("32") || hasBirthDate(body)) && check == digit(body, 10);
    }

    private static boolean hasBirthDate(String body) {
        return BirthDates.exists(
                1800 + 100 * digit(body, 6) + Integer.parseInt(body.substring(4, 6)),
                Integer.parseInt(body.substring(2, 4)),
                Integer.parseInt(body.substring(0, 2)));
    }
}
