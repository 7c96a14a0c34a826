package io.freshet.enrichment.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Countries as registers write them in free text, to ISO 3166-1 alpha-2. Known are the names of the JDK in English,
 * Portuguese, French and Spanish, the three-letter codes, and the aliases of {@code country-aliases.txt}. Two-letter codes
 * are not read, since {@code CA} and {@code DE} are also states of the United States. What could be two countries is neither.
 */
final class CountryNames {

    private static final int LONGEST = 200;
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.of("pt"), Locale.FRENCH, Locale.of("es"));
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern DROPPED = Pattern.compile("[.'’`\"]");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern PARTS = Pattern.compile("[,;/()\\[\\]]");
    private static final Pattern OFFICIAL = Pattern.compile(
            "^(the|state of|republic of|kingdom of|commonwealth of|federal republic of|federation of|principality of"
                    + "|grand duchy of|islamic republic of|sultanate of|republica d[aeo]s?|ilhas?|isla[s]?|islands?) (the )?");
    private static final Pattern UNION_AT_END = Pattern.compile(" (usa|uk)$");
    /** Beside another word these are also parts of the names of other countries, as in «Congo, Dem. Rep.». */
    private static final Set<String> UNCLEAR_IN_PART =
            Set.of("china", "congo", "guinea", "guine", "guinee", "samoa", "sudan", "sudao", "soudan", "georgia");

    private static final Map<String, String> CODES = codes();

    private CountryNames() {}

    /**
     * The country that a text names.
     *
     * @param name anything; only a text can name a country
     * @return null when it names none, or when it is not clear which
     */
    static @Nullable String isoCountry(@Nullable Object name) {
        if (!(name instanceof String text) || text.length() > LONGEST) {
            return null;
        }
        String whole = plain(text);
        String code = known(whole);
        if (code != null) {
            return code;
        }
        List<String> parts = PARTS.splitAsStream(text).toList();
        if (parts.size() == 2) {
            String turned = known(plain(parts.getLast() + " " + parts.getFirst()));
            if (turned != null) {
                return turned;
            }
        }
        Set<String> found = new HashSet<>();
        for (String part : parts) {
            String plain = plain(part);
            String named = UNCLEAR_IN_PART.contains(plain) ? null : known(plain);
            if (named != null) {
                found.add(named);
            }
        }
        if (UNION_AT_END.matcher(whole).find()) {
            found.add(whole.endsWith("usa") ? "US" : "GB");
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    private static @Nullable String known(String plain) {
        String code = CODES.get(plain);
        return code == null ? CODES.get(OFFICIAL.matcher(plain).replaceFirst("")) : code;
    }

    /** In small letters without accents and punctuation, words apart by one space. */
    private static String plain(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("&", " and ");
        String words = OTHERS.matcher(DROPPED.matcher(letters).replaceAll("")).replaceAll(" ");
        return (" " + words.strip() + " ").replace(" st ", " saint ").strip();
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            for (Locale language : LANGUAGES) {
                String name = plain(country.getDisplayCountry(language));
                String other = codes.putIfAbsent(name, code);
                if (other != null && !other.equals(code)) {
                    unclear.add(name);
                }
            }
            codes.putIfAbsent(plain(country.getISO3Country()), code);
        }
        codes.keySet().removeAll(unclear);
        codes.keySet().removeIf(name -> name.length() == 2);
        aliases(codes);
        return Map.copyOf(codes);
    }

    private static void aliases(Map<String, String> codes) {
        String file = "/country-aliases.txt";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CountryNames.class.getResourceAsStream(file), file), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> Arrays.stream(line.substring(3).split(";"))
                            .forEach(alias -> codes.put(plain(alias), line.substring(0, 2))));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
