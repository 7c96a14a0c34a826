package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;
import static io.freshet.core.taxid.CheckDigits.weightedSum;

/** The states whose numbers have one form and one sum. Each method takes the body without prefix, of the right shape. */
final class WeightedVat {

    private WeightedVat() {}

    /** U, 7 digits and a check digit: 96 less the sum of the odd places and of the digit sums of the doubled even ones. */
    static boolean holdsInAustria(String body) {
        int sum = 4;
        for (int i = 1; i <= 7; i++) {
            int digit = digit(body, i);
            sum += i % 2 == 1 ? digit : digit / 5 + digit * 2 % 10;
        }
        return (10 - sum % 10) % 10 == digit(body, 8);
    }

    /** 8 digits, and 97 less what 97 leaves of them. */
    static boolean holdsInBelgium(String body) {
        return 97 - Integer.parseInt(body.substring(0, 8)) % 97 == Integer.parseInt(body.substring(8));
    }

    static boolean holdsInDenmark(String body) {
        return weightedSum(body, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    static boolean holdsInEstonia(String body) {
        return weightedSum(body, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    static boolean holdsInFinland(String body) {
        return weightedSum(body, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;
    }

    static boolean holdsInGreece(String body) {
        return weightedSum(body, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == digit(body, 8)
                && !body.equals("000000000");
    }

    static boolean holdsInHungary(String body) {
        return weightedSum(body, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0;
    }

    /** A rest of 10 is summed again with the second row of weights. */
    static boolean holdsInLithuania(String body) {
        int length = body.length() - 1;
        int first = 0;
        int second = 0;
        for (int i = 0; i < length; i++) {
            first += digit(body, i) * (1 + i % 9);
            second += digit(body, i) * (1 + (i + 2) % 9);
        }
        int rest = first % 11 == 10 ? second % 11 % 10 : first % 11;
        return rest == digit(body, length);
    }

    static boolean holdsInLuxembourg(String body) {
        return Integer.parseInt(body.substring(0, 6)) % 89 == Integer.parseInt(body.substring(6))
                && !body.equals("00000000");
    }

    static boolean holdsInMalta(String body) {
        return weightedSum(body, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0;
    }

    static boolean holdsInPoland(String body) {
        return weightedSum(body, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(body, 9) && !body.equals("0000000000");
    }

    static boolean holdsInPortugal(String body) {
        return (11 - weightedSum(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 % 10 == digit(body, 8);
    }

    static boolean holdsInRomania(String body) {
        String full = "0".repeat(10 - body.length()) + body;
        return weightedSum(full, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == digit(full, 9);
    }

    /** A difference of 10 is written 0; one of 11 is not issued. */
    static boolean holdsInSlovenia(String body) {
        int check = 11 - weightedSum(body, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check == 10 ? 0 : check) == digit(body, 7);
    }

    static boolean holdsInSlovakia(String body) {
        return Long.parseLong(body) % 11 == 0;
    }
}
