package io.freshet.simulator.register;

/** Numbers with right check digits. */
final class Identifiers {

    private static final int[] ORGNR = {3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] GREEK = {256, 128, 64, 32, 16, 8, 4, 2};

    private Identifiers() {}

    /** Root, branch 0001 and the two check digits of Receita Federal: mod 11, weights 2 to 9 from the right. */
    static String cnpj(int root) {
        String digits = "%08d0001".formatted(root);
        digits += ofReceita(digits);
        return digits + ofReceita(digits);
    }

    private static int ofReceita(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digit(digits, digits.length() - 1 - i) * (2 + i % 8);
        }
        int rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }

    /** The next organisation number of Norway from a base of eight digits on: mod 11, and a rest of 1 gives no number. */
    static String orgnr(int base) {
        String digits = Integer.toString(base);
        int rest = weighted(digits, ORGNR) % 11;
        return rest == 1 ? "" : digits + (rest == 0 ? 0 : 11 - rest);
    }

    /** Eight digits and the check digit of Luhn. */
    static String siren(int base) {
        String digits = Integer.toString(base);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int doubled = digit(digits, digits.length() - 1 - i) * (i % 2 == 0 ? 2 : 1);
            sum += doubled / 10 + doubled % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** The prefix, the key of the SIREN (12 + 3 times its rest by 97, of which the rest by 97) and the SIREN. */
    static String frenchVat(String siren) {
        return "FR%02d%s".formatted((12 + 3 * (Long.parseLong(siren) % 97)) % 97, siren);
    }

    /** Prefix, eight digits and a check digit by ISO/IEC 7064, MOD 11,10. */
    static String germanVat(int base) {
        String digits = Integer.toString(base);
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return "DE" + digits + (11 - product) % 10;
    }

    /** Prefix, eight digits and a check digit by mod 11. */
    static String greekVat(int base) {
        String digits = Integer.toString(base);
        return "EL" + digits + weighted(digits, GREEK) % 11 % 10;
    }

    /** 18 letters and digits, and check digits that leave 1 by ISO/IEC 7064, MOD 97-10. */
    static String lei(String country, int number) {
        String base = "SIMU00%s%010d".formatted(country, number);
        int rest = 0;
        for (char letter : (base + "00").toCharArray()) {
            int value = Character.digit(letter, Character.MAX_RADIX);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return base + "%02d".formatted(98 - rest);
    }

    private static int weighted(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    private static int digit(String text, int index) {
        return text.charAt(index) - '0';
    }
}
