package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a matrix once per version. What this version does not know is a fault with its pointer, never ignored. */
public final class RuleCompiler {

    private static final int DEEPEST = 20;
    private static final int MOST_LEAVES = 500;
    private static final int MOST_RULES = 1_000;
    private static final Set<String> EVALUATED = Set.of("active", "shadow");

    private final List<RuleFault> faults = new ArrayList<>();
    private int leaves;

    private RuleCompiler() {}

    /** What came of it. */
    public sealed interface Result {}

    /** A matrix that can be evaluated. */
    public record Compiled(CompiledMatrix matrix) implements Result {}

    /** Why it cannot. */
    public record Refused(List<RuleFault> faults) implements Result {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Compiles a matrix; see docs/rules.md for its form. */
    public static Result compile(JsonNode document) {
        RuleCompiler compiler = new RuleCompiler();
        CompiledMatrix matrix = compiler.matrix(document);
        return compiler.faults.isEmpty() ? new Compiled(matrix) : new Refused(compiler.faults);
    }

    private CompiledMatrix matrix(JsonNode document) {
        String name = text(document, "", "name");
        JsonNode scoring = document.path("scoringConfig");
        double min = scoring.path("minScore").asDouble(0);
        double max = scoring.path("maxScore").asDouble(100);
        if (max <= min) {
            fault("/scoringConfig/maxScore", "must be greater than minScore");
        }
        JsonNode thresholds = scoring.path("thresholds");
        Scoring compiled = new Scoring(
                min,
                max,
                thresholds.path("low").asDouble(25),
                thresholds.path("medium").asDouble(50),
                thresholds.path("high").asDouble(75),
                labels(scoring.path("labels")));
        List<CompiledRule> rules = new ArrayList<>();
        JsonNode listed = document.path("rules");
        if (!listed.isArray() || listed.size() > MOST_RULES) {
            fault("/rules", "must be a list of at most " + MOST_RULES + " rules");
            return new CompiledMatrix(name, false, compiled, rules);
        }
        for (int i = 0; i < listed.size(); i++) {
            CompiledRule rule = rule(listed.get(i), "/rules/" + i);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return new CompiledMatrix(name, document.path("status").asText().equals("shadow"), compiled, rules);
    }

    private static List<String> labels(JsonNode listed) {
        List<String> labels = new ArrayList<>();
        listed.forEach(label -> labels.add(label.asText()));
        return labels.size() == 4 ? labels : List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    }

    private @Nullable CompiledRule rule(JsonNode rule, String pointer) {
        String status = rule.path("status").asText("active");
        if (!EVALUATED.contains(status) || !rule.path("enabled").asBoolean(true)) {
            return null;
        }
        String id = text(rule, pointer, "id");
        String name = text(rule, pointer, "name");
        double score = rule.path("score").asDouble(0);
        if (score < 0 || score > 100) {
            fault(pointer + "/score", "must be from 0 to 100");
        }
        leaves = 0;
        Condition condition = condition(rule.path("conditions"), pointer + "/conditions", 1);
        List<JsonNode> actions = new ArrayList<>();
        rule.path("actions").forEach(actions::add);
        return new CompiledRule(
                id, rule.path("version").asInt(1), name, score, status.equals("shadow"), condition, actions);
    }

    private Condition condition(JsonNode node, String pointer, int depth) {
        if (depth > DEEPEST) {
            fault(pointer, "is nested deeper than " + DEEPEST + " levels");
            return new Condition.Group(Condition.Join.OR, List.of());
        }
        return node.has("conditions") ? group(node, pointer, depth) : leaf(node, pointer);
    }

    private Condition group(JsonNode node, String pointer, int depth) {
        Condition.Join join = switch (node.path("operator").asText()) {
            case "AND" -> Condition.Join.AND;
            case "OR" -> Condition.Join.OR;
            case "NOT" -> Condition.Join.NOT;
            case "XOR" -> Condition.Join.XOR;
            default -> {
                fault(pointer + "/operator", "must be AND, OR, NOT or XOR");
                yield Condition.Join.OR;
            }
        };
        List<Condition> conditions = new ArrayList<>();
        JsonNode listed = node.path("conditions");
        if (!listed.isArray() || listed.isEmpty()) {
            fault(pointer + "/conditions", "must be a list that is not empty");
        }
        for (int i = 0; listed.isArray() && i < listed.size(); i++) {
            conditions.add(condition(listed.get(i), pointer + "/conditions/" + i, depth + 1));
        }
        return new Condition.Group(join, conditions);
    }

    private Condition leaf(JsonNode node, String pointer) {
        if (++leaves == MOST_LEAVES + 1) {
            fault(pointer, "a rule has at most " + MOST_LEAVES + " comparisons");
        }
        String type = node.path("type").asText("simple");
        if (!type.equals("simple")) {
            fault(pointer + "/type", "UNSUPPORTED_TYPE: this version knows simple");
        }
        for (String later : new String[] {"filters", "quantifier"}) {
            if (node.has(later)) {
                fault(pointer + "/" + later, "UNSUPPORTED_OPERATOR: this version does not know it");
            }
        }
        String field = text(node, pointer, "field");
        String word = node.path("operator").asText();
        Operator operator = Operator.ofWord(word).orElse(null);
        JsonNode expected =
                node.path("value").isMissingNode() ? JsonNodeFactory.instance.nullNode() : node.path("value");
        if (operator == null) {
            fault(pointer + "/operator", "UNSUPPORTED_OPERATOR: this version does not know '" + word + "'");
            operator = Operator.EXISTS;
        }
        Operator.Test test = (actual, now) -> false;
        try {
            test = operator.compile(expected);
        } catch (IllegalArgumentException e) {
            fault(pointer + "/value", String.valueOf(e.getMessage()));
        }
        return new Condition.Leaf(
                node.path("id").asText(""), field, List.of(field.split("\\.")), operator, expected, test);
    }

    private String text(JsonNode node, String pointer, String field) {
        String text = node.path(field).asText("");
        if (text.isEmpty()) {
            fault(pointer + "/" + field, "is required");
        }
        return text;
    }

    private void fault(String pointer, String message) {
        faults.add(new RuleFault(pointer, message));
    }
}
