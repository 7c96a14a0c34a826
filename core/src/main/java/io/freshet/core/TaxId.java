package io.freshet.core;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tax identifiers as they are cleaned, checked and stored. Separators are optional in what comes in. Brazil: CPF and CNPJ with
 * their check digits (Receita Federal; the alphanumeric CNPJ of 2026 counts a character as its ASCII code less 48). United
 * Kingdom: the company number of Companies House. Other countries: any text of 1 to {@value #LONGEST} characters.
 */
public final class TaxId {

    private static final int LONGEST = 64;
    private static final Pattern CNPJ = Pattern.compile("[0-9A-Z]{12}[0-9]{2}");
    private static final Pattern CPF = Pattern.compile("[0-9]{11}");
    private static final Pattern COMPANY_NUMBER = Pattern.compile("[0-9A-Z]{2}[0-9]{5}[0-9A-Z]");
    private static final Pattern LEI = Pattern.compile("[0-9A-Z]{18}[0-9]{2}");

    private TaxId() {}

    /** What became of an identifier. */
    public sealed interface Result {}

    /** As it is to be stored; normalizing it again gives itself. */
    public record Valid(String stored) implements Result {}

    /** Why it is refused, in words for the caller. */
    public record Invalid(String reason) implements Result {}

    /**
     * Normalizes an identifier.
     *
     * @param country ISO 3166-1 alpha-2
     * @param type whose it is
     */
    public static Result normalize(String country, PartyType type, String raw) {
        return switch (country.toUpperCase(Locale.ROOT)) {
            case "BR" -> type == PartyType.COMPANY ? cnpj(bare(raw)) : cpf(bare(raw));
            case "GB" -> type == PartyType.COMPANY ? companyNumber(bare(raw)) : anything(raw);
            default -> anything(raw);
        };
    }

    /** Whether a text is a Legal Entity Identifier: 20 characters of which ISO 7064 mod 97-10 leaves 1 (ISO 17442). */
    public static boolean isLei(String text) {
        if (!LEI.matcher(text).matches()) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static Result cnpj(String bare) {
        if (!CNPJ.matcher(bare).matches()) {
            return new Invalid("a CNPJ has 12 letters or digits and 2 check digits");
        }
        if (isRepeated(bare) || !endsWith(bare, 12, 9) || !endsWith(bare, 13, 9)) {
            return new Invalid("the check digits of the CNPJ are wrong");
        }
        return new Valid(bare.substring(0, 2)
                + '.'
                + bare.substring(2, 5)
                + '.'
                + bare.substring(5, 8)
                + '/'
                + bare.substring(8, 12)
                + '-'
                + bare.substring(12));
    }

    private static Result cpf(String bare) {
        if (!CPF.matcher(bare).matches()) {
            return new Invalid("a CPF has 11 digits");
        }
        if (isRepeated(bare) || !endsWith(bare, 9, 11) || !endsWith(bare, 10, 11)) {
            return new Invalid("the check digits of the CPF are wrong");
        }
        return new Valid(bare.substring(0, 3)
                + '.'
                + bare.substring(3, 6)
                + '.'
                + bare.substring(6, 9)
                + '-'
                + bare.substring(9));
    }

    private static Result companyNumber(String bare) {
        boolean onlyDigits = !bare.isEmpty() && bare.chars().allMatch(Character::isDigit);
        String padded = onlyDigits && bare.length() < 8 ? "0".repeat(8 - bare.length()) + bare : bare;
        return COMPANY_NUMBER.matcher(padded).matches()
                ? new Valid(padded)
                : new Invalid("a company number has 8 characters, such as 08957400 or SC123456");
    }

    private static Result anything(String raw) {
        String stripped = raw.strip();
        return stripped.isEmpty() || stripped.length() > LONGEST
                ? new Invalid("a tax id has 1 to " + LONGEST + " characters")
                : new Valid(stripped);
    }

    /** Mod 11 with weights 2, 3 … {@code highestWeight}, then 2 again, from the right; a rest below 2 gives 0. */
    private static boolean endsWith(String text, int position, int highestWeight) {
        int sum = 0;
        int weight = 2;
        for (int i = position - 1; i >= 0; i--) {
            sum += (text.charAt(i) - '0') * weight;
            weight = weight == highestWeight ? 2 : weight + 1;
        }
        int rest = sum % 11;
        return text.charAt(position) - '0' == (rest < 2 ? 0 : 11 - rest);
    }

    private static boolean isRepeated(String text) {
        return text.chars().distinct().count() == 1;
    }

    private static String bare(String raw) {
        return raw.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s./-]", "");
    }
}
