package io.freshet.simulator.vendor;

import io.freshet.simulator.register.Party;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How well parties fit what was asked for, in the manner of yente and much simpler: equal numbers decide; else the words that the
 * names share, less what birth dates or countries that differ take away.
 */
record NameMatch(List<String> names, List<String> birthDates, List<String> numbers, List<String> countries) {

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final double OTHER_BIRTH_DATE = 0.4;
    private static final double OTHER_COUNTRY = 0.15;

    NameMatch {
        names = List.copyOf(names);
        birthDates = List.copyOf(birthDates);
        numbers = List.copyOf(numbers);
        countries = List.copyOf(countries);
    }

    /** A score from 0 to 1 and what it is made of. */
    record Match(double score, Map<String, Double> features) {
        Match {
            features = Map.copyOf(features);
        }
    }

    Match of(Party party) {
        if (numbers.contains(party.id())
                || (party.lei() != null && numbers.contains(party.lei().code()))) {
            return new Match(1, Map.of("identifier_match", 1.0));
        }
        double alike = names.stream()
                .mapToDouble(name -> alike(words(name), words(party.name())))
                .max()
                .orElse(0);
        Map<String, Double> features = new LinkedHashMap<>(Map.of("name_match", alike));
        double score = alike;
        if (isOther(birthDates, party.facts().birthDate())) {
            features.put("dob_year_disjoint", 1.0);
            score -= OTHER_BIRTH_DATE;
        }
        if (isOther(countries, party.country().toLowerCase(Locale.ROOT))) {
            features.put("country_mismatch", 1.0);
            score -= OTHER_COUNTRY;
        }
        return new Match(Math.round(Math.max(0, score) * 1000) / 1000.0, features);
    }

    /** Whether one is known and none of those that were told fits; a birth date may be told by the year, or the month. */
    private static boolean isOther(List<String> told, @Nullable String known) {
        return known != null
                && !told.isEmpty()
                && told.stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .noneMatch(known.toLowerCase(Locale.ROOT)::startsWith);
    }

    private static double alike(Set<String> one, Set<String> other) {
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all.isEmpty() ? 0 : shared.size() / (double) all.size();
    }

    private static Set<String> words(String name) {
        String plain =
                ACCENT.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return Set.copyOf(List.of(NO_LETTER.split(plain.toLowerCase(Locale.ROOT))));
    }
}
