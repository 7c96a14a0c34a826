package io.freshet.core;

import io.freshet.core.taxid.Lei;
import io.freshet.core.taxid.TaxIdRules;
import io.freshet.core.taxid.TaxIdScheme;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tax identifiers as they are cleaned, checked and stored. Separators and case do not matter in what comes in; a scheme's check
 * digits do. {@link TaxIdRules} says which schemes a party may use; where a country has none, any text of 1 to
 * {@value #LONGEST} characters is stored trimmed. Companies of every country may be named by their LEI.
 */
public final class TaxId {

    private static final int LONGEST = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}./]");

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
     * @param country ISO 3166-1 alpha-2; empty when not known
     * @param type whose it is
     */
    public static Result normalize(String country, PartyType type, String raw) {
        String stripped = raw.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return new Invalid("a tax id has 1 to " + LONGEST + " characters");
        }
        if (stripped.codePoints().anyMatch(TaxId::isUnprintable)) {
            return new Invalid("a tax id has no control characters");
        }
        if (stripped.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return new Invalid("a tax id has letters or digits");
        }
        if (PartyKey.isMasked(stripped)) {
            return new Invalid("the tax id is masked; give all of its characters");
        }
        TaxIdRules rules = TaxIdRules.of(country, type);
        String bare = bare(stripped);
        for (TaxIdScheme scheme : rules.schemes()) {
            if (scheme.hasShape(bare)) {
                return scheme.check(bare);
            }
        }
        return rules.othersAllowed() ? new Valid(stripped) : new Invalid(rules.expectation());
    }

    /** Whether a text is a Legal Entity Identifier, in capitals and without separators. */
    public static boolean isLei(String text) {
        return Lei.isLei(text);
    }

    private static String bare(String stripped) {
        String composed = Normalizer.normalize(stripped, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return SEPARATORS.matcher(composed).replaceAll("");
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
