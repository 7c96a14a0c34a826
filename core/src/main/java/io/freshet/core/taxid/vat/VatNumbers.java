package io.freshet.core.taxid.vat;

import io.freshet.core.taxid.CheckDigits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The VAT numbers of the 27 member states and of Northern Ireland, by country. Shapes: European Commission, VIES, "What is the
 * format of VAT numbers". Check digits: the member states' rules as the Commission gathered them in "VAT Identification Number
 * Algorithms" and as the Austrian Ministry of Finance publishes them (BMF, UID-Konstruktionsregeln).
 */
public final class VatNumbers {

    /** France and Monaco. */
    public static final VatNumber FRANCE =
            VatNumber.of("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", FrenchVat::holds, "a key of 2 characters and 9 digits");

    /** Northern Ireland, which for goods is treated as a member state. */
    public static final VatNumber NORTHERN_IRELAND = VatNumber.of(
            "XI",
            "[0-9]{9}|[0-9]{12}|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}",
            NorthernIrishVat::holds,
            "9 or 12 digits, or GD or HA and 3 digits");

    private static final VatNumber GREECE = new VatNumber(
            List.of("EL", "GR"), false, Pattern.compile("[0-9]{9}"), 9, WeightedVat::holdsInGreece, "9 digits");

    private static final Map<String, VatNumber> BY_COUNTRY = Map.ofEntries(
            Map.entry("AT", VatNumber.of("AT", "U[0-9]{8}", WeightedVat::holdsInAustria, "U and 8 digits")),
            Map.entry(
                    "BE",
                    VatNumber.of("BE", "[01][0-9]{9}", WeightedVat::holdsInBelgium, "10 digits")
                            .padded(10)),
            Map.entry("BG", VatNumber.of("BG", "[0-9]{9,10}", BulgarianVat::holds, "9 or 10 digits")),
            Map.entry("CY", VatNumber.of("CY", "(?!12)[0-9]{8}[A-Z]", CypriotVat::holds, "8 digits and a letter")),
            Map.entry("CZ", VatNumber.of("CZ", "[0-8][0-9]{7}|[0-9]{9,10}", CzechVat::holds, "8 to 10 digits")),
            Map.entry("DE", VatNumber.of("DE", "[1-9][0-9]{8}", CheckDigits::isMod11And10, "9 digits")),
            Map.entry("DK", VatNumber.of("DK", "[1-9][0-9]{7}", WeightedVat::holdsInDenmark, "8 digits")),
            Map.entry("EE", VatNumber.of("EE", "10[0-9]{7}", WeightedVat::holdsInEstonia, "9 digits")),
            Map.entry("GR", GREECE),
            Map.entry("EL", GREECE),
            Map.entry("ES", VatNumber.of("ES", SpanishVat.SHAPE, SpanishVat::holds, "9 letters and digits")),
            Map.entry("FI", VatNumber.of("FI", "[0-9]{8}", WeightedVat::holdsInFinland, "8 digits")),
            Map.entry("FR", FRANCE),
            Map.entry("HR", VatNumber.of("HR", "[0-9]{11}", CheckDigits::isMod11And10, "11 digits")),
            Map.entry("HU", VatNumber.of("HU", "[1-9][0-9]{7}", WeightedVat::holdsInHungary, "8 digits")),
            Map.entry("IE", VatNumber.of("IE", IrishVat.SHAPE, IrishVat::holds, "7 digits and 1 or 2 letters")),
            Map.entry("IT", VatNumber.of("IT", "[0-9]{11}", ItalianVat::holds, "11 digits")),
            Map.entry(
                    "LT",
                    VatNumber.of(
                            "LT", "[0-9]{7}1[0-9]|[0-9]{10}1[0-9]", WeightedVat::holdsInLithuania, "9 or 12 digits")),
            Map.entry("LU", VatNumber.of("LU", "[0-9]{8}", WeightedVat::holdsInLuxembourg, "8 digits")),
            Map.entry("LV", VatNumber.of("LV", "[0-9]{11}", LatvianVat::holds, "11 digits")),
            Map.entry("MT", VatNumber.of("MT", "[1-9][0-9]{7}", WeightedVat::holdsInMalta, "8 digits")),
            Map.entry("NL", VatNumber.of("NL", "[0-9]{9}B(?!00)[0-9]{2}", DutchVat::holds, "9 digits, B and 2 digits")),
            Map.entry("PL", VatNumber.of("PL", "[0-9]{10}", WeightedVat::holdsInPoland, "10 digits")),
            Map.entry("PT", VatNumber.of("PT", "[1-9][0-9]{8}", WeightedVat::holdsInPortugal, "9 digits")),
            Map.entry("RO", VatNumber.of("RO", "[1-9][0-9]{1,9}", WeightedVat::holdsInRomania, "2 to 10 digits")),
            Map.entry("SE", VatNumber.of("SE", "[0-9]{10}(?!00)[0-9]{2}", SwedishVat::holds, "12 digits")),
            Map.entry("SI", VatNumber.of("SI", "[1-9][0-9]{7}", WeightedVat::holdsInSlovenia, "8 digits")),
            Map.entry(
                    "SK", VatNumber.of("SK", "[1-9][0-9][2-47-9][0-9]{7}", WeightedVat::holdsInSlovakia, "10 digits")));

    private VatNumbers() {}

    /** The VAT number of a member state: ISO 3166-1 alpha-2, or EL for Greece. */
    public static Optional<VatNumber> of(String country) {
        return Optional.ofNullable(BY_COUNTRY.get(country));
    }
}
