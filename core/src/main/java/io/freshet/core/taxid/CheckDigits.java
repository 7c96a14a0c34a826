package io.freshet.core.taxid;

/** The sums that check digits are made of. Characters are ASCII digits, or capital letters where it is said. */
public final class CheckDigits {

    private CheckDigits() {}

    /** The sum of the first digits, each times its weight; a text longer than the weights is read as far as they go. */
    public static int weightedSum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    /** Whether the last digit is the check digit of those before it (ISO/IEC 7812-1, "Luhn"). */
    public static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits, digits.length() - 1 - i);
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /** Whether the last digit is the check digit of those before it by ISO/IEC 7064, MOD 11,10. */
    public static boolean isMod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + digit(digits, digits.length() - 1)) % 10 == 1;
    }

    /** The rest of division by 97 where a letter counts 10 (A) to 35 (Z), as in ISO/IEC 7064, MOD 97-10. */
    public static int mod97(String text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), Character.MAX_RADIX);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return rest;
    }

    /** The digit at a place. */
    public static int digit(String text, int index) {
        return text.charAt(index) - '0';
    }

    /** Whether one character fills the whole text, as in numbers that people make up. */
    public static boolean isRepeated(String text) {
        return text.chars().distinct().count() == 1;
    }
}
