package io.freshet.core.taxid.vat;

import io.freshet.core.TaxId;
import io.freshet.core.taxid.TaxIdScheme;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The VAT number of one country: prefix and body. Stored as prefix and body without separators.
 *
 * @param prefixes accepted before the body; the first is the one that is stored
 * @param prefixRequired whether a body alone is not taken for a VAT number
 * @param body its shape, bare
 * @param digits how many digits a body has that older papers print with one less, the leading zero left out; 0 where none
 * @param holds whether the check digits of a body of that shape are right
 * @param words the shape in words
 */
public record VatNumber(
        List<String> prefixes, boolean prefixRequired, Pattern body, int digits, Predicate<String> holds, String words)
        implements TaxIdScheme {

    public VatNumber {
        prefixes = List.copyOf(prefixes);
    }

    static VatNumber of(String prefix, String body, Predicate<String> holds, String words) {
        return new VatNumber(List.of(prefix), false, Pattern.compile(body), 0, holds, words);
    }

    /** The same, with the prefix required. */
    public VatNumber withPrefix() {
        return new VatNumber(prefixes, true, body, digits, holds, words);
    }

    /** The same, where a body with one digit less gets a leading zero. */
    VatNumber padded(int fullLength) {
        return new VatNumber(prefixes, prefixRequired, body, fullLength, holds, words);
    }

    @Override
    public boolean hasShape(String bare) {
        return body.matcher(bodyOf(bare)).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        String number = bodyOf(bare);
        return holds.test(number)
                ? new TaxId.Valid(prefixes.getFirst() + number)
                : new TaxId.Invalid("the check digits of the VAT number are wrong");
    }

    @Override
    public String shape() {
        return "a VAT number has " + words + (prefixRequired ? " after " : ", with or without ") + prefixes.getFirst();
    }

    /** What stands behind the prefix; empty, which is no body, when the prefix is required and missing. */
    private String bodyOf(String bare) {
        for (String prefix : prefixes) {
            if (bare.startsWith(prefix)) {
                String rest = padded(bare.substring(prefix.length()));
                if (body.matcher(rest).matches()) {
                    return rest;
                }
            }
        }
        return prefixRequired ? "" : padded(bare);
    }

    private String padded(String number) {
        return number.length() == digits - 1 ? "0" + number : number;
    }
}
