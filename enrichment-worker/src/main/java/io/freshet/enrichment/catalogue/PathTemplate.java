package io.freshet.enrichment.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path and query of a request with placeholders such as {@code {taxId}}. A value is percent-encoded; {@code {name:digits}}
 * takes only its ASCII letters and digits.
 */
public final class PathTemplate {

    private static final String DIGITS = ":digits";
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern DOTS = Pattern.compile("\\.*");

    private final String text;
    private final List<String> places;

    private PathTemplate(String text, List<String> places) {
        this.text = text;
        this.places = List.copyOf(places);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when a brace stands alone
     */
    public static PathTemplate of(String text) {
        List<String> places = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        String rest = matcher.replaceAll(found -> {
            places.add(plain(found.group(1)));
            return "";
        });
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("a brace without its partner");
        }
        return new PathTemplate(text, places);
    }

    /** The names of the placeholders, without {@code :digits}. */
    public List<String> places() {
        return places;
    }

    /** The path with the values; empty when one is missing, blank, or nothing but dots, which would name another folder. */
    public Optional<String> fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            String place = matcher.group(1);
            String value = values.getOrDefault(plain(place), "");
            String shown = place.endsWith(DIGITS) ? value.replaceAll("[^0-9A-Za-z]", "") : value.strip();
            if (DOTS.matcher(shown).matches()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded(shown)));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    /** The path with a letter in every place. */
    String example() {
        return PLACE.matcher(text).replaceAll("x");
    }

    private static String plain(String place) {
        return place.endsWith(DIGITS) ? place.substring(0, place.length() - DIGITS.length()) : place;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
