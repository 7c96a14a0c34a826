package io.freshet.core.taxid.vat;

import static io.freshet.core.taxid.CheckDigits.digit;

/** 8 digits and a letter: the odd places are translated, the even ones are not; the sum mod 26 is the letter. */
final class CypriotVat {

    private static final int[] TRANSLATED = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private CypriotVat() {}

    static boolean holds(String body) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += i % 2 == 0 ? TRANSLATED[digit(body, i)] : digit(body, i);
        }
        return 'A' + sum % 26 == body.charAt(8);
    }
}
