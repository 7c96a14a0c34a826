package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;
import static io.freshet.core.taxid.CheckDigits.weightedSum;

/**
 * 8 digits of a company; 9 that begin with 6 of a person without a birth number; else a birth number of 9 digits, given until
 * 1953 and without a check digit, or of 10, which 11 divides. Its month counts 50 more for women, 20 more since 2004 when
 * the day's numbers ran out.
 */
final class CzechVat {

    private CzechVat() {}

    static boolean holds(String body) {
        return switch (body.length()) {
            case 8 -> isCompany(body);
            case 9 -> body.startsWith("6") ? isWithoutBirthNumber(body) : hasBirthDate(body);
            default -> hasBirthDate(body) && is11Divisor(body);
        };
    }

    private static boolean isCompany(String body) {
        int difference = 11 - weightedSum(body, 8, 7, 6, 5, 4, 3, 2) % 11;
        return difference % 10 == digit(body, 7);
    }

    private static boolean isWithoutBirthNumber(String body) {
        int rest = weightedSum(body.substring(1), 8, 7, 6, 5, 4, 3, 2) % 11;
        int check = (8 - (10 - rest) % 11) % 10;
        return Math.floorMod(check, 10) == digit(body, 8);
    }

    /** Until 1985 a rest of 10 was written 0. */
    private static boolean is11Divisor(String body) {
        long number = Long.parseLong(body.substring(0, 9));
        return number % 11 % 10 == digit(body, 9);
    }

    private static boolean hasBirthDate(String body) {
        int shortYear = Integer.parseInt(body.substring(0, 2));
        boolean before1954 = body.length() == 9;
        if (before1954 && shortYear > 53) {
            return false;
        }
        int year = before1954 || shortYear > 53 ? 1900 + shortYear : 2000 + shortYear;
        int month = Integer.parseInt(body.substring(2, 4)) % 50;
        int plain = month > 20 && year >= 2004 ? month - 20 : month;
        return BirthDates.exists(year, plain, Integer.parseInt(body.substring(4, 6)));
    }
}
