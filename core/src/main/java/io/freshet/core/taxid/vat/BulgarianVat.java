package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;
import static io.freshet.core.taxid.CheckDigits.weightedSum;

/** 9 digits of a company; 10 of a person (EGN), of a foreigner (LNCh), or of another body. */
final class BulgarianVat {

    private BulgarianVat() {}

    static boolean holds(String body) {
        return body.length() == 9 ? isCompany(body) : isPerson(body) || isForeigner(body) || isOther(body);
    }

    private static boolean isCompany(String body) {
        int rest = weightedSum(body, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        if (rest == 10) {
            rest = weightedSum(body, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10;
        }
        return rest == digit(body, 8) && !body.equals("000000000");
    }

    /** The month tells the century: 1 to 12 the 1900s, 21 to 32 the 1800s, 41 to 52 the 2000s. */
    private static boolean isPerson(String body) {
        int month = Integer.parseInt(body.substring(2, 4));
        int century = month > 40 ? 2000 : month > 20 ? 1800 : 1900;
        return BirthDates.exists(
                        century + Integer.parseInt(body.substring(0, 2)),
                        month % 20,
                        Integer.parseInt(body.substring(4, 6)))
                && weightedSum(body, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(body, 9);
    }

    private static boolean isForeigner(String body) {
        return weightedSum(body, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == digit(body, 9);
    }

    private static boolean isOther(String body) {
        return (11 - weightedSum(body, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(body, 9);
    }
}
