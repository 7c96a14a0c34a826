package io.freshet.core.taxid;

import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * RFC of Mexico: letters of the name (4 of a person, 3 of a company), the date of birth or foundation as YYMMDD, 2 characters
 * that tell homonyms apart, and a check character: 11 less the sum of value × (13 − place) mod 11, where 11 is 0 and 10 is A;
 * a company's RFC is summed with a blank before it (SAT, request 0610100135506 of 2006, annex 3; its example is
 * GODE561231GR8). The generic RFCs of the SAT, XAXX010101000 and XEXX010101000, name nobody and are refused. Stored without
 * separators.
 */
final class Rfc implements TaxIdScheme {

    private static final String VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    private static final Pattern GENERIC = Pattern.compile("X[AE]XX010101000");

    private final PartyType type;
    private final Pattern shape;

    Rfc(PartyType type) {
        this.type = type;
        this.shape = Pattern.compile("[A-ZÑ&]{" + letters() + "}[0-9]{6}[0-9A-Z]{2}[0-9A]");
    }

    @Override
    public boolean hasShape(String bare) {
        return shape.matcher(bare).matches();
    }

    @Override
    public TaxId.Result check(String bare) {
        if (GENERIC.matcher(bare).matches()) {
            return new TaxId.Invalid("the RFC is the generic one, which identifies nobody");
        }
        if (!hasDate(bare.substring(letters(), letters() + 6))) {
            return new TaxId.Invalid("the six digits of the RFC are no date");
        }
        String padded = type == PartyType.COMPANY ? " " + bare : bare;
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += VALUES.indexOf(padded.charAt(i)) * (13 - i);
        }
        char expected = "0A987654321".charAt(sum % 11);
        return padded.charAt(12) == expected
                ? new TaxId.Valid(bare)
                : new TaxId.Invalid("the check character of the RFC is wrong");
    }

    @Override
    public String shape() {
        return "the RFC of a " + type.word() + " has " + letters() + " letters, a date YYMMDD and 3 characters";
    }

    private int letters() {
        return switch (type) {
            case PERSON -> 4;
            case COMPANY -> 3;
        };
    }

    /** The century is not told, so 29 February passes where either century has it. */
    private static boolean hasDate(String yymmdd) {
        try {
            int year = Integer.parseInt(yymmdd.substring(0, 2));
            LocalDate.of(
                    year == 0 ? 2000 : 1900 + year,
                    Integer.parseInt(yymmdd.substring(2, 4)),
                    Integer.parseInt(yymmdd.substring(4)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
