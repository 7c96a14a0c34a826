package io.freshet.enrichment.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What every profile and every basic data must be, whatever a provider said. */
final class CleanProfile {

    private static final Set<String> STATUS = Set.of("active", "inactive", "suspended", "dissolved", "unknown");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private CleanProfile() {}

    /** Fails naming the place. */
    static void check(String path, String key, JsonNode node) {
        if (node.isTextual()) {
            checkText(path, key, node.textValue());
        }
        if (key.equals("percentage") || key.equals("votingPercentage")) {
            double min = node.path("min").asDouble(-1);
            double max = node.path("max").asDouble(-1);
            ensure(min >= 0 && min <= max && max <= 100, path, "no share");
        }
        if (key.equals("status") && node.has("code") && path.startsWith("profile")) {
            ensure(STATUS.contains(node.path("code").asText()), path, "no status code");
        }
        ensure(node.isTextual() || !(isDateKey(key) || key.equals("country")), path, "no text");
        ensure(!node.isNull(), path, "null");
        ensure(!node.isDouble() || Double.isFinite(node.doubleValue()), path, "no number");
        if (node.isContainerNode()) {
            ensure(!node.isEmpty() || path.endsWith("/hits"), path, "empty");
        }
        node.properties().forEach(field -> check(path + "/" + field.getKey(), field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(path + "/" + i, key.equals("nationalities") ? "country" : "", node.get(i));
        }
    }

    private static boolean isDateKey(String key) {
        return key.endsWith("Date") || key.equals("since") || key.equals("until");
    }

    private static void checkText(String path, String key, String text) {
        ensure(!text.isBlank(), path, "blank");
        ensure(text.indexOf('\0') < 0, path, "has a NUL");
        ensure(StandardCharsets.UTF_8.newEncoder().canEncode(text), path, "has half a character");
        ensure(text.length() <= 2_000, path, "too long");
        if (key.equals("country")) {
            ensure(COUNTRIES.contains(text) || text.equals("XK"), path, "no country");
        }
        if (isDateKey(key)) {
            ensure(isDate(text) || (key.equals("birthDate") && isMonth(text)), path, "no date");
        }
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isMonth(String text) {
        try {
            return text.length() == 7 && YearMonth.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void ensure(boolean condition, String path, String fault) {
        if (!condition) {
            throw new AssertionError(path + ": " + fault);
        }
    }
}
