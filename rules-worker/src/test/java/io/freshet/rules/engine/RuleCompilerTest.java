package io.freshet.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCompilerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest(name = "{0} {1} on {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "eq | 1 | 1.0 | true",
                "eq | \"1\" | 1 | false",
                "neq | \"a\" | \"b\" | true",
                "gt | 5 | 6 | true",
                "gt | 5 | \"6\" | false",
                "gte | 5 | 5 | true",
                "lt | 5 | 5 | false",
                "lte | 5 | 5 | true",
                "between | [1, 2] | 2 | true",
                "between | [1, 2] | 2.1 | false",
                "in | [\"a\", 2] | 2 | true",
                "not_in | [\"a\"] | \"b\" | true",
                "contains | \"el\" | \"hello\" | true",
                "contains | \"a\" | [\"a\", \"b\"] | true",
                "not_contains | \"a\" | [\"b\"] | true",
                "starts_with | \"he\" | \"hello\" | true",
                "ends_with | \"lo\" | \"hello\" | true",
                "matches | \"^h.*o$\" | \"hello\" | true",
                "matches | \"(a+)+$\" | \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" | false",
                "exists | null | 0 | true",
                "exists | null | null | false",
                "not_exists | null | null | true",
                "is_empty | null | \" \" | true",
                "is_empty | null | null | true",
                "is_not_empty | null | [1] | true",
                "before | \"2020-01-01\" | \"2019-12-31\" | true",
                "after | \"2020-01-01\" | \"2020-01-01T00:00:01Z\" | true",
                "after | \"2020-01-01\" | \"soon\" | false",
                "within_last | \"P30D\" | \"2026-11-01\" | true",
                "within_last | \"P30D\" | \"2027-01-01\" | false",
                "older_than | \"P1Y\" | \"2024-01-01\" | true"
            })
    void shouldCompareAsTheOperatorSays(String operator, String value, String actual, boolean expected)
            throws Exception {
        JsonNode document = JSON.readTree("{\"x\": " + actual + "}");
        assertThat(hits(leaf(operator, value), document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"AND, false", "OR, true", "NOT, false", "XOR, true"})
    void shouldJoinGroups(String join, boolean expected) throws Exception {
        String group =
                "{\"operator\": \"" + join + "\", \"conditions\": [" + leaf("eq", "1") + "," + leaf("eq", "2") + "]}";
        assertThat(hits(group, JSON.readTree("{\"x\": 1}"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"field\": \"x\", \"operator\": \"fuzzy_eq\", \"value\": 1} | /rules/0/conditions/operator",
                "{\"field\": \"x\", \"operator\": \"gt\", \"value\": \"1\"} | /rules/0/conditions/value",
                "{\"field\": \"x\", \"operator\": \"matches\", \"value\": \"(\"} | /rules/0/conditions/value",
                "{\"operator\": \"eq\", \"value\": 1} | /rules/0/conditions/field",
                "{\"type\": \"expression\", \"field\": \"x\", \"operator\": \"eq\"} | /rules/0/conditions/type",
                "{\"field\": \"x\", \"operator\": \"eq\", \"filters\": []} | /rules/0/conditions/filters",
                "{\"operator\": \"AND\", \"conditions\": []} | /rules/0/conditions/conditions",
                "{\"operator\": \"NAND\", \"conditions\": [1]} | /rules/0/conditions/operator"
            })
    void shouldPointToTheFault(String conditions, String pointer) throws Exception {
        RuleCompiler.Result result = RuleCompiler.compile(JSON.readTree(matrix(conditions)));
        assertThat(result).isInstanceOf(RuleCompiler.Refused.class);
        assertThat(((RuleCompiler.Refused) result).faults())
                .extracting(RuleFault::pointer)
                .contains(pointer);
    }

    @Test
    void shouldNeverThrowAndGiveTheSameBytesOnAnyDocument() throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> values = List.of("1", "\"a\"", "[1, 2]", "\"P1Y\"", "\"2020-01-01\"", "null");
        for (int round = 0; round < 5_000; round++) {
            String operator = OPERATORS.get(random.nextInt(OPERATORS.size())).word();
            String conditions = leaf(operator, values.get(random.nextInt(values.size())));
            JsonNode document = JSON.readTree("{\"x\": " + random(random, 3) + "}");
            if (RuleCompiler.compile(JSON.readTree(matrix(conditions))) instanceof RuleCompiler.Compiled compiled) {
                String first = compiled.matrix().evaluate(document, NOW).toString();
                assertThat(compiled.matrix().evaluate(document, NOW).toString()).isEqualTo(first);
            }
        }
    }

    private static String random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> "null";
            case 1 -> Integer.toString(random.nextInt());
            case 2 -> "\"" + random.nextInt(10) + "\"";
            case 3 -> Boolean.toString(random.nextBoolean());
            case 4 -> "[" + random(random, depth - 1) + "]";
            default -> "{\"y\": " + random(random, depth - 1) + "}";
        };
    }

    private static boolean hits(String conditions, JsonNode document) throws Exception {
        RuleCompiler.Result result = RuleCompiler.compile(JSON.readTree(matrix(conditions)));
        assertThat(result).isInstanceOf(RuleCompiler.Compiled.class);
        return !((RuleCompiler.Compiled) result)
                .matrix()
                .evaluate(document, NOW)
                .hits()
                .isEmpty();
    }

    private static String leaf(String operator, String value) {
        return "{\"id\": \"l\", \"field\": \"x\", \"operator\": \"" + operator + "\", \"value\": " + value + "}";
    }

    private static String matrix(String conditions) {
        return "{\"name\": \"m\", \"rules\": [{\"id\": \"r\", \"name\": \"r\", \"score\": 1, \"conditions\": "
                + conditions + "}]}";
    }
}
