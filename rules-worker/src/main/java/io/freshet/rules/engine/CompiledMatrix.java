package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A matrix that can be evaluated. Immutable; threads share it. The same document and moment give the same bytes. */
public final class CompiledMatrix {

    private final String name;
    private final boolean shadow;
    private final Scoring scoring;
    private final List<CompiledRule> rules;

    CompiledMatrix(String name, boolean shadow, Scoring scoring, List<CompiledRule> rules) {
        this.name = name;
        this.shadow = shadow;
        this.scoring = scoring;
        this.rules = List.copyOf(rules);
    }

    public String name() {
        return name;
    }

    /**
     * Evaluates.
     *
     * @param document what the fields of the rules point into; any JSON
     * @param now the moment that relative dates count from
     */
    public Evaluation evaluate(JsonNode document, Instant now) {
        ArrayNode hits = JsonNodeFactory.instance.arrayNode();
        ArrayNode misses = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> actions = new ArrayList<>();
        double sum = 0;
        int matched = 0;
        for (CompiledRule rule : rules) {
            ArrayNode leaves = JsonNodeFactory.instance.arrayNode();
            boolean hit = rule.condition().holds(document, now, leaves);
            boolean onlyReported = shadow || rule.shadow();
            ObjectNode told = (hit ? hits : misses)
                    .addObject()
                    .put("ruleId", rule.id())
                    .put("version", rule.version())
                    .put("name", rule.name())
                    .put("score", rule.score())
                    .put("shadow", onlyReported);
            told.set("conditions", leaves);
            if (hit && !onlyReported) {
                sum += rule.score();
                matched++;
                actions.addAll(rule.actions());
            }
        }
        double normalized = scoring.normalize(sum);
        int level = scoring.level(normalized);
        return new Evaluation(
                name, hits, misses, actions, sum, normalized, scoring.labels().get(level), level, matched);
    }

    /**
     * What came of a matrix.
     *
     * @param hits rules that hold, with each comparison
     * @param actions of the hits that count, in the order of the rules
     * @param level 0 to 3: low, medium, high, critical
     */
    public record Evaluation(
            String matrix,
            ArrayNode hits,
            ArrayNode misses,
            List<JsonNode> actions,
            double rawScore,
            double normalizedScore,
            String label,
            int level,
            int matched) {
        public Evaluation {
            actions = List.copyOf(actions);
        }
    }
}
