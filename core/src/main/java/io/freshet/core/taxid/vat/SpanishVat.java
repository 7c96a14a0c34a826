package io.freshet.core.taxid.vat;

import io.freshet.core.taxid.CheckDigits;

/**
 * The NIF: 8 digits and a letter of a Spaniard; X, Y or Z, 7 digits and a letter of a foreigner; K, L or M, 7 digits and a letter
 * of persons without either; else a letter for the kind of body, 7 digits and a check digit, which some kinds write as a
 * letter. Letters are mod 23 of the digits, except those of bodies, which stand for the check digit (Luhn).
 */
final class SpanishVat {

    static final String SHAPE = "[0-9XYZ][0-9]{7}[A-Z]|[KLM][0-9]{7}[A-Z]|[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]";

    private static final String PERSON_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String BODY_LETTERS = "JABCDEFGHI";

    private SpanishVat() {}

    static boolean holds(String body) {
        char first = body.charAt(0);
        int foreigner = "XYZ".indexOf(first);
        if (foreigner >= 0) {
            return isPersonLetter(foreigner + body.substring(1, 8), body.charAt(8));
        }
        if (Character.isDigit(first)) {
            return isPersonLetter(body.substring(0, 8), body.charAt(8));
        }
        return switch (first) {
            case 'K', 'L', 'M' -> isPersonLetter(body.substring(1, 8), body.charAt(8));
            default -> isBody(first, body.substring(1, 8), body.charAt(8));
        };
    }

    private static boolean isPersonLetter(String digits, char letter) {
        return PERSON_LETTERS.charAt(Integer.parseInt(digits) % 23) == letter;
    }

    /** National bodies write the digit; public, foreign and religious ones the letter; kinds A to H have been either. */
    private static boolean isBody(char kind, String digits, char check) {
        char digit = Character.isDigit(check) ? check : (char) ('0' + BODY_LETTERS.indexOf(check));
        boolean written = (Character.isDigit(check) ? "ABCDEFGHJUV" : "ABCDEFGHNPQRSW").indexOf(kind) >= 0;
        return written && CheckDigits.isLuhn(digits + digit);
    }
}
