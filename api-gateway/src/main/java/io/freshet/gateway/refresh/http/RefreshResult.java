package io.freshet.gateway.refresh.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job and what came of it.
 *
 * @param success always true, also where the job failed
 * @param data the job
 * @param rulesResult what the rules decided; only when they ran
 * @param rulesExecutionSummary which rules hit; only when they ran
 */
public record RefreshResult(
        boolean success,
        Job data,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> rulesResult,

        @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
        Map<String, Object> rulesExecutionSummary) {

    /**
     * A job. What only its end brings is absent before it; from id on it is the report of an analysis.
     *
     * @param refreshId its id
     * @param operation what was asked for
     * @param status where it stands
     * @param entity the entity that it is about
     * @param name what became of the entity's name
     * @param entityData what became of the entity's own data
     * @param providers the outcome of each provider that was called for the root
     * @param shareholders what became of the shareholders
     * @param snapshot what publishSnapshot wrote or found
     * @param changes attributes that changed against the last normalized profile
     * @param ownership the tree, as far as it is known
     * @param error why it failed
     * @param totalCostCents of the root's and the shareholders' providers
     * @param queuedAt when it was taken
     * @param startedAt when the first provider was called
     * @param completedAt when it ended
     * @param durationMs from queuedAt to completedAt, in milliseconds
     * @param deadline when it ends at the latest
     * @param slip its stages in their order
     * @param retryOf the job whose failed steps it tries again
     * @param steps everything that it consists of
     * @param progress the share of the steps that have ended, 0 to 1
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
    @Schema(name = "RefreshJob")
    record Job(
            UUID refreshId,

            @Schema(allowableValues = {"refresh", "enrich", "analyze", "materialize", "automatic"})
            String operation,

            @Schema(
                    allowableValues = {
                        "queued",
                        "running",
                        "completed",
                        "completed_with_errors",
                        "failed",
                        "cancelled",
                        "timed_out"
                    })
            String status,

            EntityRef entity,
            @Nullable NameChange name,
            @Nullable DataChange entityData,
            @Nullable List<ProviderOutcome> providers,
            @Nullable Shareholders shareholders,
            @Nullable Snapshot snapshot,
            @Nullable List<Change> changes,
            @Nullable Ownership ownership,
            @Nullable JobError error,
            @Nullable Long totalCostCents,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Long durationMs,
            Instant deadline,
            List<String> slip,
            @Nullable UUID retryOf,
            List<JobStep> steps,
            double progress,
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

    /**
     * The entity of a job.
     *
     * @param id its id
     * @param name its name when the job ended
     */
    @Schema(name = "EntityRef")
    record EntityRef(UUID id, @Nullable String name) {}

    /**
     * What became of a name.
     *
     * @param before before the job
     * @param after after it
     * @param source where the name is from
     */
    @Schema(name = "NameChange")
    record NameChange(
            @Nullable String before,
            @Nullable String after,

            @Schema(allowableValues = {"kept", "fullName", "basicData"})
            String source) {}

    /**
     * What became of the entity's own data.
     *
     * @param mode what was done
     * @param changedPaths JSON Pointers into entityData
     */
    @Schema(name = "EntityDataChange")
    record DataChange(String mode, List<String> changedPaths) {}

    /**
     * The outcome of one provider.
     *
     * @param code the provider
     * @param success whether it answered with data
     * @param executionId its execution; the same call has the same id
     * @param fromCache whether the answer was kept from an earlier call
     * @param fieldsEnriched fields of the normalized profile that it gave
     * @param dataQuality of its answer
     * @param error why it failed
     * @param executionTime in milliseconds
     * @param costCents what the calls cost
     * @param repeated calls made again because a worker died before their answer was stored; absent for none
     */
    @Schema(name = "ProviderOutcome")
    record ProviderOutcome(
            String code,
            boolean success,
            @Nullable String executionId,
            @Nullable Boolean fromCache,
            @Nullable List<String> fieldsEnriched,
            @Nullable DataQuality dataQuality,
            @Nullable ProviderError error,
            @Nullable Long executionTime,
            @Nullable Long costCents,
            @Nullable Integer repeated) {}

    /**
     * How good an answer is.
     *
     * @param completeness share of the fields that it filled, 0 to 1
     * @param confidence 0 to 1
     */
    @Schema(name = "DataQuality")
    record DataQuality(
            @Nullable Double completeness, @Nullable Double confidence) {}

    /**
     * Why a provider failed.
     *
     * @param code one of the outcomes of docs/errors.md
     * @param message for people
     * @param category configuration, timeout, network, throttled, provider_error, not_found or mapping
     * @param retryable whether the same call may succeed later
     * @param statusCode the provider's HTTP status
     */
    @Schema(name = "ProviderError")
    record ProviderError(
            String code,
            String message,
            String category,
            boolean retryable,
            @Nullable Integer statusCode) {}

    /**
     * What became of the shareholders.
     *
     * @param depth the deepest level that was reached
     * @param nodes parties in the tree, without the root
     * @param created entities that are new
     * @param reEnriched entities that were there
     * @param skipped parties that are no entities
     * @param truncated nodes whose owners were not followed
     * @param rejected providers that were named for shareholders and nobody can be asked of
     */
    @Schema(name = "ShareholderCounts")
    record Shareholders(
            int depth,
            int nodes,
            int created,
            int reEnriched,
            int skipped,
            List<String> truncated,
            List<ProviderOutcome> rejected) {}

    /**
     * The latest snapshot of the entity; only when the request asked to publish one and something is known.
     *
     * @param version 1, 2, 3 … of the entity
     * @param hash lower-case hex SHA-256 of the attributes in the form of RFC 8785
     * @param previousHash of the version before; null for version 1
     * @param published whether this job made it; false when the attributes are those of the version that was there
     */
    @Schema(name = "PublishedSnapshot")
    record Snapshot(int version, String hash, @Nullable String previousHash, boolean published) {}

    /**
     * One attribute that changed.
     *
     * @param path JSON Pointer into the attributes
     * @param before its value before; null where it was absent
     * @param after its value now; null where it is absent
     * @param source the provider that said so
     */
    @Schema(name = "AttributeChange")
    record Change(
            String path,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String source) {}

    /**
     * The tree of owners.
     *
     * @param depthReached the deepest level
     * @param unknownShare percentage of the root of which no owner is known
     * @param truncated nodes whose owners were not followed
     * @param nodes parties
     * @param edges who owns whom
     */
    @Schema(name = "OwnershipTree")
    record Ownership(
            @Nullable Integer depthReached,
            @Nullable Double unknownShare,
            @Nullable List<String> truncated,
            List<OwnershipNode> nodes,
            List<OwnershipEdge> edges) {}

    /**
     * A party of the tree.
     *
     * @param nodeId names it within the tree
     * @param type company or person
     * @param country ISO 3166-1 alpha-2
     * @param taxId as it is stored
     * @param lei legal entity identifier
     * @param registryId of the register that gave it
     * @param name as the provider wrote it
     * @param depth levels below the root
     * @param state what became of it
     * @param reason why, where it was not enriched
     */
    @Schema(name = "OwnershipNode")
    record OwnershipNode(
            String nodeId,
            @Schema(allowableValues = {"company", "person"}) String type,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String lei,
            @Nullable String registryId,
            @Nullable String name,
            int depth,
            String state,
            @Nullable String reason) {}

    /**
     * One holding.
     *
     * @param owner node of the owner
     * @param owned node of what it owns
     * @param percentage share of the capital, as a band
     * @param voting share of the votes, as a band
     * @param roleCode the register's code of the relation
     * @param roleLabel the register's words for it
     * @param since first day
     * @param until last day
     * @param sourceExecutionId execution of the provider that said so
     */
    @Schema(name = "OwnershipEdge")
    record OwnershipEdge(
            String owner,
            String owned,
            @Nullable Band percentage,
            @Nullable Band voting,
            @Nullable String roleCode,
            @Nullable String roleLabel,
            @Nullable String since,
            @Nullable String until,
            @Nullable String sourceExecutionId) {}

    /**
     * A band of percentages.
     *
     * @param min 0 to 100
     * @param max 0 to 100
     */
    @Schema(name = "PercentageBand")
    record Band(double min, double max) {}

    /**
     * Why a job failed.
     *
     * @param code one of docs/errors.md
     * @param message for people
     */
    @Schema(name = "JobError")
    record JobError(String code, @Nullable String message) {}

    /**
     * One step of a job.
     *
     * @param kind stage, provider or node
     * @param name the stage, the provider's code, or the node's id
     * @param status where it stands
     * @param finishedAt when it ended
     * @param detail what else is known of it
     */
    @Schema(name = "JobStep")
    record JobStep(
            @Schema(allowableValues = {"stage", "provider", "node"})
            String kind,

            String name,

            @Schema(
                    allowableValues = {
                        "pending",
                        "running",
                        "waiting_retry",
                        "completed",
                        "not_applicable",
                        "failed",
                        "cancelled",
                        "timed_out"
                    })
            String status,

            @Nullable Instant finishedAt,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE) @Nullable
            Map<String, Object> detail) {}
}
