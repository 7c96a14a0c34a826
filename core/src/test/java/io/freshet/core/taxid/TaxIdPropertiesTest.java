package io.freshet.core.taxid;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every scheme, on identifiers whose check digits are searched for, not computed by the code under test. */
class TaxIdPropertiesTest {

    /**
     * A way to make identifiers: a stem, and what may follow as check characters. Some schemes write two rests as one digit (Brazil,
     * Colombia, Portugal), or number a branch behind the check digit (Sweden), so that not every change can be noticed.
     */
    record Scheme(String country, PartyType type, Arbitrary<String> stem, List<String> checks, boolean everyDigit) {}

    record Example(Scheme scheme, String bare) {}

    private static final List<String> DIGIT =
            IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    private static final List<String> TWO_DIGITS =
            IntStream.range(0, 100).mapToObj("%02d"::formatted).toList();
    private static final List<String> DIGIT_OR_K = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "K");
    private static final List<String> DIGIT_OR_A = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A");
    private static final List<String> LETTER =
            IntStream.rangeClosed('A', 'Z').mapToObj(Character::toString).toList();

    private static final List<Scheme> SCHEMES = List.of(
            leaky("BR", PartyType.PERSON, digits("", 9), TWO_DIGITS),
            leaky("BR", PartyType.COMPANY, digits("", 12), TWO_DIGITS),
            leaky("BR", PartyType.COMPANY, alphanumeric(12), TWO_DIGITS),
            scheme("AR", PartyType.PERSON, digits("20", 8), DIGIT),
            scheme("AR", PartyType.COMPANY, digits("30", 8), DIGIT),
            scheme("CL", PartyType.COMPANY, digits("7", 7), DIGIT_OR_K),
            scheme(
                    "MX",
                    PartyType.COMPANY,
                    digits("ABC8001", 2).filter(TaxIdPropertiesTest::isDay).map(s -> s + "1A"),
                    DIGIT_OR_A),
            leaky("CO", PartyType.COMPANY, digits("8", 8), DIGIT),
            scheme("DE", PartyType.COMPANY, digits("DE1", 7), DIGIT),
            scheme("HR", PartyType.COMPANY, digits("HR", 10), DIGIT),
            scheme("AT", PartyType.COMPANY, digits("ATU", 7), DIGIT),
            scheme("BE", PartyType.COMPANY, digits("BE0", 7), TWO_DIGITS),
            scheme("DK", PartyType.COMPANY, digits("DK1", 6), DIGIT),
            scheme("FI", PartyType.COMPANY, digits("FI", 7), DIGIT),
            scheme("FR", PartyType.COMPANY, digits("", 8), DIGIT),
            scheme("HU", PartyType.COMPANY, digits("HU1", 6), DIGIT),
            scheme("IT", PartyType.COMPANY, digits("IT1", 6).map(s -> s + "015"), DIGIT),
            scheme("LU", PartyType.COMPANY, digits("LU1", 5), TWO_DIGITS),
            scheme("MT", PartyType.COMPANY, digits("MT1", 5), TWO_DIGITS),
            scheme("PL", PartyType.COMPANY, digits("PL1", 8), DIGIT),
            leaky("PT", PartyType.COMPANY, digits("PT5", 7), DIGIT),
            leaky(
                    "SE",
                    PartyType.COMPANY,
                    digits("SE5", 8),
                    DIGIT.stream().map(d -> d + "01").toList()),
            scheme("SK", PartyType.COMPANY, digits("SK2020", 5), DIGIT),
            scheme("IE", PartyType.COMPANY, digits("IE", 7), LETTER),
            scheme("CY", PartyType.COMPANY, digits("CY0", 7), LETTER),
            scheme("ES", PartyType.COMPANY, digits("ES", 8), LETTER),
            leaky("NO", PartyType.COMPANY, alphanumeric(18), TWO_DIGITS));

    @Property
    @Label("normalizing what was stored gives it again")
    void shouldBeStable(@ForAll("valid") Example example) {
        String stored = stored(example, example.bare());
        assertThat(stored(example, stored)).isEqualTo(stored);
    }

    @Property
    @Label("separators, blanks around and case do not matter")
    void shouldNotMindSeparators(
            @ForAll("valid") Example example, @ForAll("separators") String separator, @ForAll("places") int place) {
        String bare = example.bare();
        int at = 1 + place % (bare.length() - 1);
        String spelt = " " + bare.substring(0, at) + separator + bare.substring(at) + " ";
        if (!example.scheme().country().equals("NO") || TaxId.isLei(bare)) {
            assertThat(stored(example, spelt)).isEqualTo(stored(example, bare));
            assertThat(stored(example, spelt.toLowerCase(Locale.ROOT))).isEqualTo(stored(example, bare));
        }
    }

    @Property
    @Label("one changed digit is refused, or is at least not taken for the same")
    void shouldNoticeAChangedDigit(
            @ForAll("valid") Example example, @ForAll("places") int place, @ForAll("places") int by) {
        String bare = example.bare();
        int at = place % bare.length();
        if (!Character.isDigit(bare.charAt(at))) {
            return;
        }
        char other = (char) ('0' + (bare.charAt(at) - '0' + 1 + by % 9) % 10);
        String changed = bare.substring(0, at) + other + bare.substring(at + 1);
        TaxId.Result result =
                TaxId.normalize(example.scheme().country(), example.scheme().type(), changed);
        assertThat(result).isNotEqualTo(new TaxId.Valid(stored(example, bare)));
        if (example.scheme().everyDigit()) {
            assertThat(result).as("%s changed to %s", bare, changed).isInstanceOf(TaxId.Invalid.class);
        }
    }

    @Property
    @Label("a LEI notices a changed digit")
    void shouldNoticeAChangedDigitOfALei(
            @ForAll("leis") String lei, @ForAll("places") int place, @ForAll("places") int by) {
        int at = place % lei.length();
        if (Character.isDigit(lei.charAt(at))) {
            char other = (char) ('0' + (lei.charAt(at) - '0' + 1 + by % 9) % 10);
            assertThat(TaxId.isLei(lei.substring(0, at) + other + lei.substring(at + 1)))
                    .isFalse();
        }
    }

    @Property
    @Label("any text is answered, never thrown at, and what is stored is stable")
    void shouldAnswerAnyText(@ForAll String text, @ForAll PartyType type, @ForAll("countries") String country) {
        if (TaxId.normalize(country, type, text) instanceof TaxId.Valid valid) {
            assertThat(valid.stored()).isNotBlank().hasSizeLessThanOrEqualTo(64);
            assertThat(TaxId.normalize(country, type, valid.stored())).isEqualTo(valid);
        }
    }

    @Provide
    Arbitrary<Example> valid() {
        return Arbitraries.of(SCHEMES)
                .flatMap(scheme -> scheme.stem()
                        .map(stem -> scheme.checks().stream()
                                .map(check -> new Example(scheme, stem + check))
                                .filter(TaxIdPropertiesTest::holds)
                                .findFirst())
                        .filter(Optional::isPresent)
                        .map(Optional::orElseThrow));
    }

    @Provide
    Arbitrary<String> leis() {
        return alphanumeric(18)
                .map(stem -> TWO_DIGITS.stream()
                        .map(check -> stem + check)
                        .filter(TaxId::isLei)
                        .findFirst())
                .filter(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of(" ", "-", ".", "/", "\u00a0", "–", " - ");
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 1000);
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of(
                "BR", "AR", "CL", "MX", "CO", "GB", "XI", "FR", "DE", "ES", "IE", "NL", "CZ", "BG", "GR", "LV", "NO",
                "");
    }

    private static boolean holds(Example example) {
        return example.scheme().country().equals("NO")
                ? TaxId.isLei(example.bare())
                : TaxId.normalize(example.scheme().country(), example.scheme().type(), example.bare())
                        instanceof TaxId.Valid;
    }

    private static String stored(Example example, String text) {
        TaxId.Result result =
                TaxId.normalize(example.scheme().country(), example.scheme().type(), text);
        assertThat(result).as("%s", text).isInstanceOf(TaxId.Valid.class);
        return ((TaxId.Valid) result).stored();
    }

    private static boolean isDay(String stem) {
        int day = Integer.parseInt(stem.substring(7));
        return day >= 1 && day <= 31;
    }

    private static Scheme scheme(String country, PartyType type, Arbitrary<String> stem, List<String> checks) {
        return new Scheme(country, type, stem, checks, true);
    }

    private static Scheme leaky(String country, PartyType type, Arbitrary<String> stem, List<String> checks) {
        return new Scheme(country, type, stem, checks, false);
    }

    private static Arbitrary<String> digits(String prefix, int length) {
        return Arbitraries.strings().numeric().ofLength(length).map(prefix::concat);
    }

    private static Arbitrary<String> alphanumeric(int length) {
        return Combinators.combine(
                        Arbitraries.strings().withCharRange('A', 'Z').ofLength(1),
                        Arbitraries.strings().withCharRange('A', 'Z').numeric().ofLength(length - 1))
                .as(String::concat);
    }
}
