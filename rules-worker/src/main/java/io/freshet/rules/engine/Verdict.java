package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/**
 * The evaluations of a job's matrices as the REST API shows them: {@code rulesResult} and {@code rulesExecutionSummary}. The
 * heaviest suggestion decides: BLOCK rejects; SUSPEND and FLAG, or a high or critical score, ask for a review.
 */
public record Verdict(ObjectNode rulesResult, ObjectNode summary) {

    private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");

    /**
     * Composes.
     *
     * @param errors why a matrix could not be evaluated; with any, {@code success} is false
     * @param milliseconds that the evaluation took; the only part that differs from one time to the next
     */
    public static Verdict of(
            List<CompiledMatrix.Evaluation> evaluations, List<String> errors, String trigger, long milliseconds) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ArrayNode hits = json.arrayNode();
        ArrayNode misses = json.arrayNode();
        ObjectNode actions = json.objectNode();
        ArrayNode alerts = json.arrayNode();
        ArrayNode matrices = json.arrayNode();
        double total = 0;
        int matched = 0;
        boolean block = false;
        boolean review = false;
        for (CompiledMatrix.Evaluation evaluation : evaluations) {
            hits.addAll(evaluation.hits());
            misses.addAll(evaluation.misses());
            matrices.add(evaluation.matrix());
            total += evaluation.rawScore();
            matched += evaluation.matched();
            review |= evaluation.level() >= 2;
            for (JsonNode action : evaluation.actions()) {
                String type = action.path("type").asText("customKey");
                (actions.has(type) ? (ArrayNode) actions.get(type) : actions.putArray(type)).add(action);
                if (type.equals("createAlert")) {
                    alerts.add(action);
                }
                String suggestion =
                        type.equals("suggestion") ? action.path("value").asText() : "";
                block |= suggestion.equals("BLOCK");
                review |= suggestion.equals("SUSPEND") || suggestion.equals("FLAG");
            }
        }
        CompiledMatrix.Evaluation heaviest = evaluations.stream()
                .max(Comparator.comparingDouble(CompiledMatrix.Evaluation::normalizedScore))
                .orElse(null);
        ObjectNode result = json.objectNode()
                .put("success", errors.isEmpty())
                .put("executed", !evaluations.isEmpty())
                .put("decision", block ? "REJECT" : review ? "REVIEW" : "APPROVE")
                .put("riskScore", heaviest == null ? 0 : heaviest.normalizedScore())
                .put("riskLevel", LEVELS.get(heaviest == null ? 0 : heaviest.level()));
        result.set("alerts", alerts);
        ObjectNode summary = json.objectNode();
        summary.set("rulesHit", hits);
        summary.set("rulesNoHit", misses);
        summary.set("actionsExecuted", actions);
        summary.put("totalScore", total);
        ObjectNode score = summary.putObject("scoreResult");
        if (heaviest != null) {
            score.put("rawScore", heaviest.rawScore())
                    .put("normalizedScore", heaviest.normalizedScore())
                    .put("label", heaviest.label());
        }
        summary.put("riskMatrixName", heaviest == null ? null : heaviest.matrix())
                .put("executionTimeMs", milliseconds)
                .put("trigger", trigger)
                .put("matchedRulesCount", matched);
        summary.set("riskMatricesExecuted", matrices);
        if (!errors.isEmpty()) {
            errors.forEach(summary.putArray("errors")::add);
        }
        return new Verdict(result, summary);
    }
}
