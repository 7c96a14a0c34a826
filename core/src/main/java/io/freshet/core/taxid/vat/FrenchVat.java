package io.freshet.core.taxid.vat;

import io.freshet.core.taxid.CheckDigits;

/**
 * A key of 2 characters and a SIREN. A key of digits is 12 and 3 times the SIREN, mod 97; one with a letter is counted without
 * I and O. Monaco's numbers begin with 000 in place of a SIREN, which then has no check digit of its own.
 */
final class FrenchVat {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private FrenchVat() {}

    static boolean holds(String body) {
        String siren = body.substring(2);
        if (!siren.startsWith("000") && !CheckDigits.isLuhn(siren)) {
            return false;
        }
        int first = ALPHABET.indexOf(body.charAt(0));
        int second = ALPHABET.indexOf(body.charAt(1));
        int number = Integer.parseInt(siren);
        if (first < 10 && second < 10) {
            return (12 + 3 * (number % 97)) % 97 == first * 10 + second;
        }
        int key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (number + 1 + key / 11) % 11 == key % 11;
    }
}
