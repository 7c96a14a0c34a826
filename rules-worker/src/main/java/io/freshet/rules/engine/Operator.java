package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a leaf compares the value that it finds with the one of the rule. {@link #compile} refuses a value that the operator
 * cannot use; the compiled test never throws: a value of another type is simply no match.
 */
enum Operator {
    EQ,
    NEQ,
    GT,
    GTE,
    LT,
    LTE,
    BETWEEN,
    IN,
    NOT_IN,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    MATCHES,
    EXISTS,
    NOT_EXISTS,
    IS_EMPTY,
    IS_NOT_EMPTY,
    BEFORE,
    AFTER,
    WITHIN_LAST,
    OLDER_THAN;

    static Optional<Operator> ofWord(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it asks that something is missing; then a field that is not there is a match. */
    boolean isAboutAbsence() {
        return switch (this) {
            case NOT_EXISTS, IS_EMPTY -> true;
            case EQ,
                    NEQ,
                    GT,
                    GTE,
                    LT,
                    LTE,
                    BETWEEN,
                    IN,
                    NOT_IN,
                    CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    MATCHES,
                    EXISTS,
                    IS_NOT_EMPTY,
                    BEFORE,
                    AFTER,
                    WITHIN_LAST,
                    OLDER_THAN -> false;
        };
    }

    /** A test of a value that is there, at a moment. */
    @FunctionalInterface
    interface Test {
        boolean matches(JsonNode actual, Instant now);
    }

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException when the rule's value is not what the operator takes
     */
    Test compile(JsonNode expected) {
        return switch (this) {
            case EQ -> (actual, now) -> same(actual, expected);
            case NEQ -> (actual, now) -> !same(actual, expected);
            case GT -> number(expected, actual -> actual > expected.doubleValue());
            case GTE -> number(expected, actual -> actual >= expected.doubleValue());
            case LT -> number(expected, actual -> actual < expected.doubleValue());
            case LTE -> number(expected, actual -> actual <= expected.doubleValue());
            case BETWEEN -> between(expected);
            case IN -> list(expected, true);
            case NOT_IN -> list(expected, false);
            case CONTAINS -> (actual, now) -> contains(actual, expected);
            case NOT_CONTAINS -> (actual, now) -> !contains(actual, expected);
            case STARTS_WITH -> text(expected, actual -> actual.startsWith(expected.asText()));
            case ENDS_WITH -> text(expected, actual -> actual.endsWith(expected.asText()));
            case MATCHES -> matches(expected);
            case EXISTS -> (actual, now) -> true;
            case NOT_EXISTS -> (actual, now) -> false;
            case IS_EMPTY -> (actual, now) -> isEmpty(actual);
            case IS_NOT_EMPTY -> (actual, now) -> !isEmpty(actual);
            case BEFORE -> date(expected, true);
            case AFTER -> date(expected, false);
            case WITHIN_LAST -> age(expected, true);
            case OLDER_THAN -> age(expected, false);
        };
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? Double.compare(one.doubleValue(), other.doubleValue()) == 0
                : one.equals(other);
    }

    private static boolean contains(JsonNode whole, JsonNode part) {
        if (whole.isArray()) {
            for (JsonNode item : whole) {
                if (same(item, part)) {
                    return true;
                }
            }
            return false;
        }
        return whole.isTextual() && part.isTextual() && whole.textValue().contains(part.textValue());
    }

    private static boolean isEmpty(JsonNode actual) {
        return (actual.isTextual() && actual.textValue().isBlank()) || (actual.isContainerNode() && actual.isEmpty());
    }

    private static Test number(JsonNode expected, DoublePredicate test) {
        require(expected.isNumber(), "a number");
        return (actual, now) -> actual.isNumber() && test.test(actual.doubleValue());
    }

    private static Test between(JsonNode expected) {
        require(
                expected.isArray()
                        && expected.size() == 2
                        && expected.get(0).isNumber()
                        && expected.get(1).isNumber(),
                "a list of two numbers");
        double low = expected.get(0).doubleValue();
        double high = expected.get(1).doubleValue();
        return (actual, now) -> actual.isNumber() && actual.doubleValue() >= low && actual.doubleValue() <= high;
    }

    private static Test list(JsonNode expected, boolean wanted) {
        require(expected.isArray() && !expected.isEmpty(), "a list that is not empty");
        return (actual, now) -> contains(expected, actual) == wanted;
    }

    private static Test text(JsonNode expected, Predicate<String> test) {
        require(expected.isTextual(), "a string");
        return (actual, now) -> actual.isTextual() && test.test(actual.textValue());
    }

    /** RE2 takes time linear in the text, so no rule can hang a worker. */
    private static Test matches(JsonNode expected) {
        require(expected.isTextual(), "a regular expression");
        try {
            Pattern pattern = Pattern.compile(expected.textValue());
            return (actual, now) ->
                    actual.isTextual() && pattern.matcher(actual.textValue()).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a regular expression of RE2: " + e.getMessage(), e);
        }
    }

    private static Test date(JsonNode expected, boolean before) {
        Instant moment = expected.isTextual() ? instant(expected.textValue()) : null;
        require(moment != null, "a date");
        return (actual, now) -> {
            Instant found = actual.isTextual() ? instant(actual.textValue()) : null;
            return found != null && moment != null && (before ? found.isBefore(moment) : found.isAfter(moment));
        };
    }

    private static Test age(JsonNode expected, boolean within) {
        Period period = period(expected.asText());
        require(period != null, "a period such as P365D");
        return (actual, now) -> {
            Instant found = actual.isTextual() ? instant(actual.textValue()) : null;
            if (found == null || period == null) {
                return false;
            }
            Instant limit = now.atZone(ZoneOffset.UTC).minus(period).toInstant();
            return within ? (!found.isBefore(limit) && !found.isAfter(now)) : found.isBefore(limit);
        };
    }

    @SuppressWarnings("JavaPeriodGetDays") // Years and months are bounded beside it.
    private static @Nullable Period period(String text) {
        try {
            Period period = Period.parse(text);
            return period.isNegative() || period.toTotalMonths() > 12_000 || period.getDays() > 400_000 ? null : period;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("must be " + what);
        }
    }
}
