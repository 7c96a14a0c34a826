package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code data} of an analysis says beside what every job says: the verdict in the words of a risk report. Shadow rules, which
 * never count, are in none of its numbers. {@code confidence} is the share of comparisons, 0 to 100, whose field had a value or
 * that hold without one; 100 where no rule compares.
 */
final class AnalysisDocument {

    private AnalysisDocument() {}

    /** Adds the report of a job whose rules ran. */
    static void addTo(ObjectNode data, JobRow job, JsonNode result, JsonNode summary, Instant analyzedAt) {
        int executed = 0;
        int comparisons = 0;
        int informed = 0;
        for (JsonNode rules : List.of(summary.path("rulesHit"), summary.path("rulesNoHit"))) {
            for (JsonNode rule : rules) {
                if (rule.path("shadow").asBoolean()) {
                    continue;
                }
                executed++;
                for (JsonNode leaf : rule.path("conditions")) {
                    comparisons++;
                    informed += !leaf.path("actual").isNull()
                                    || leaf.path("matched").asBoolean()
                            ? 1
                            : 0;
                }
            }
        }
        data.put("id", job.jobId().toString())
                .put("entityId", job.entityId().toString())
                .put("entityType", job.entityType());
        data.set("overallRiskScore", result.path("riskScore"));
        data.set("riskLevel", result.path("riskLevel"));
        data.put("confidence", comparisons == 0 ? 100 : Math.round(100.0 * informed / comparisons));
        data.set("rulesTriggered", summary.path("matchedRulesCount"));
        data.put("rulesExecuted", executed);
        data.set("executionTimeMs", summary.path("executionTimeMs"));
        addFactors(data.putArray("riskFactors"), summary.path("rulesHit"));
        addRecommendations(data.putArray("recommendations"), result, summary.path("actionsExecuted"));
        data.put("analyzedAt", analyzedAt.toString()).put("triggeredBy", "api");
        addMetadata(data.putObject("metadata"), job.operationBody(), result, summary);
    }

    private static void addFactors(ArrayNode factors, JsonNode hits) {
        for (JsonNode hit : hits) {
            if (!hit.path("shadow").asBoolean()) {
                ObjectNode factor = factors.addObject();
                for (String field : List.of("ruleId", "version", "name", "score")) {
                    factor.set(field, hit.path(field));
                }
            }
        }
    }

    /** The decision, where it is not to approve, then what the rules that hold suggest, each once. */
    private static void addRecommendations(ArrayNode recommendations, JsonNode result, JsonNode actions) {
        String decision = result.path("decision").asText();
        if (!decision.equals("APPROVE")) {
            recommendations.add(decision);
        }
        for (JsonNode action : actions.path("suggestion")) {
            JsonNode value = action.path("value");
            boolean known = false;
            for (JsonNode recommendation : recommendations) {
                known |= recommendation.equals(value);
            }
            if (!known) {
                recommendations.add(value);
            }
        }
    }

    private static void addMetadata(ObjectNode metadata, @Nullable ObjectNode body, JsonNode result, JsonNode summary) {
        metadata.set("decision", result.path("decision"));
        metadata.set("trigger", summary.path("trigger"));
        metadata.set("riskMatrices", summary.path("riskMatricesExecuted"));
        ArrayNode skipped = metadata.putArray("skippedMatrices");
        if (body != null) {
            body.path("skippedMatrices").forEach(skipped::add);
            metadata.put("enriched", body.path("enrichIfNeeded").asBoolean());
        }
    }
}
