package io.freshet.gateway.operation.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis and what came of it.
 *
 * @param success always true, also where the job failed
 * @param data the report; a job that failed has the fields of every job instead
 * @param rulesResult what the rules decided; only when they ran
 * @param rulesExecutionSummary which rules hit; only when they ran
 */
record AnalysisResult(
        boolean success,
        Analysis data,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> rulesResult,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> rulesExecutionSummary) {

    /**
     * The report, beside what every job says of itself.
     *
     * @param refreshId the job
     * @param status where the job stands
     * @param id of the analysis; that of the job
     * @param entityId the entity
     * @param entityType what it is
     * @param overallRiskScore 0 to 100, of the matrix with the highest
     * @param riskLevel of that score
     * @param confidence share of the comparisons for which a value was known, 0 to 100
     * @param rulesTriggered rules that hold; shadow rules count nowhere
     * @param rulesExecuted rules that were evaluated
     * @param executionTimeMs of the rules
     * @param riskFactors the rules that hold
     * @param recommendations the decision where it is not to approve, then what the rules suggest
     * @param analyzedAt when
     * @param triggeredBy who asked
     * @param metadata decision, trigger, matrices evaluated and left out
     */
    @Schema(name = "Analysis")
    record Analysis(
            UUID refreshId,
            String status,
            @Nullable UUID id,
            @Nullable UUID entityId,
            @Nullable String entityType,
            @Nullable Double overallRiskScore,

            @Schema(allowableValues = {"LOW", "MEDIUM", "HIGH", "CRITICAL"}) @Nullable
            String riskLevel,

            @Nullable Integer confidence,
            @Nullable Integer rulesTriggered,
            @Nullable Integer rulesExecuted,
            @Nullable Long executionTimeMs,
            @Nullable List<Factor> riskFactors,
            @Nullable List<String> recommendations,
            @Nullable Instant analyzedAt,
            @Nullable String triggeredBy,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
            Map<String, Object> metadata) {}

    /**
     * A rule that holds.
     *
     * @param ruleId the rule
     * @param version of the rule
     * @param name for people
     * @param score that it adds
     */
    @Schema(name = "RiskFactor")
    record Factor(String ruleId, int version, String name, double score) {}
}
