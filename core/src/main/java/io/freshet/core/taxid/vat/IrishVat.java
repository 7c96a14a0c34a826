package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;

/**
 * 7 digits, a check letter and since 2013 a second letter; or, until 2013, a digit, a letter, + or *, 5 digits and the check
 * letter. The check letter is the sum with weights 8 to 2, and 9 for the second letter, mod 23, where 0 is W.
 */
final class IrishVat {

    static final String SHAPE = "[0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W]";

    private static final String LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";

    private IrishVat() {}

    static boolean holds(String body) {
        String digits =
                Character.isDigit(body.charAt(1)) ? body.substring(0, 7) : "0" + body.substring(2, 7) + body.charAt(0);
        int sum = body.length() == 9 ? 9 * LETTERS.indexOf(body.charAt(8)) : 0;
        for (int i = 0; i < 7; i++) {
            sum += digit(digits, i) * (8 - i);
        }
        return LETTERS.charAt(sum % 23) == body.charAt(7);
    }
}
