package io.freshet.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The catalogue of topics. Nothing else spells a topic name; topic creation and docs/topics.md come from it. */
public final class Topics {

    /**
     * Topics of the stages are read together by one Streams topology and one projector, so they have the same number of
     * partitions.
     */
    private static final int PARTITIONS = 6;

    private static final Duration WORK_RETENTION = Duration.ofDays(3);
    private static final Duration CANCELLATION_RETENTION = Duration.ofDays(2);
    private static final Duration LONG_RETENTION = Duration.ofDays(30);

    public static final Topic ENRICHMENT_COMMANDS =
            work("freshet.enrichment.commands.v1", "party key", EnrichEntity.getClassSchema(), "api-gateway");
    public static final Topic ENRICHMENT_COMMANDS_BULK =
            work("freshet.enrichment.commands.bulk.v1", "party key", EnrichEntity.getClassSchema(), "api-gateway");
    public static final Topic ENRICHMENT_EVENTS =
            work("freshet.enrichment.events.v1", "job id", EntityEnriched.getClassSchema(), "enrichment-worker");
    public static final Topic OWNERSHIP_COMMANDS =
            work("freshet.ownership.commands.v1", "job id", ResolveOwnership.getClassSchema(), "api-gateway");
    public static final Topic OWNERSHIP_EVENTS =
            work("freshet.ownership.events.v1", "job id", OwnershipResolved.getClassSchema(), "shareholder-worker");
    public static final Topic RULES_COMMANDS =
            work("freshet.rules.commands.v1", "job id", EvaluateRules.getClassSchema(), "api-gateway");
    public static final Topic RULES_EVENTS =
            work("freshet.rules.events.v1", "job id", RulesEvaluated.getClassSchema(), "rules-worker");
    /** Short-lived: a job is over soon after its deadline, whether it was cancelled or not. */
    public static final Topic JOB_CANCELLATIONS = new Topic(
            "freshet.job-cancellations.v1",
            "job id",
            Optional.of(CancelJob.getClassSchema()),
            "api-gateway",
            PARTITIONS,
            CANCELLATION_RETENTION,
            false);

    public static final Topic RISK_MATRICES = new Topic(
            "freshet.risk-matrices.v1",
            "tenant id, matrix id and version",
            Optional.of(RiskMatrix.getClassSchema()),
            "api-gateway",
            1,
            LONG_RETENTION,
            true);
    public static final Topic PROVIDER_CATALOGUE = new Topic(
            "freshet.provider-catalogue.v1",
            "provider code",
            Optional.of(ProviderDescriptor.getClassSchema()),
            "enrichment-worker",
            1,
            LONG_RETENTION,
            true);
    public static final Topic PROVIDER_HEALTH = new Topic(
            "freshet.provider-health.v1",
            "provider code and worker",
            Optional.of(ProviderHealth.getClassSchema()),
            "enrichment-worker",
            1,
            LONG_RETENTION,
            true);
    public static final Topic PROVIDER_STATES = new Topic(
            "freshet.provider-states.v1",
            "provider code",
            Optional.of(ProviderState.getClassSchema()),
            "api-gateway",
            1,
            LONG_RETENTION,
            true);
    public static final Topic PUBLIC_ENTITIES = new Topic(
            "freshet.public.entities.v1",
            "entity id",
            Optional.of(RefreshEvent.getClassSchema()),
            "api-gateway",
            PARTITIONS,
            LONG_RETENTION,
            false);

    public static final Topic PUBLIC_USAGE = new Topic(
            "freshet.public.usage.v1",
            "tenant id",
            Optional.of(BudgetEvent.getClassSchema()),
            "enrichment-worker",
            PARTITIONS,
            LONG_RETENTION,
            false);

    /** The stages whose workers have retry tiers and dead letters, named as in the topics. */
    public static final StageTopics ENRICHMENT = stage("enrichment", "enrichment-worker");

    public static final StageTopics OWNERSHIP = stage("ownership", "shareholder-worker");
    public static final StageTopics RULES = stage("rules", "rules-worker");

    private static final List<Topic> ALL = collect();

    private Topics() {}

    /** Every topic, in the order of the documentation. */
    public static List<Topic> all() {
        return ALL;
    }

    private static List<Topic> collect() {
        List<Topic> all = new ArrayList<>(List.of(
                ENRICHMENT_COMMANDS,
                ENRICHMENT_COMMANDS_BULK,
                ENRICHMENT_EVENTS,
                OWNERSHIP_COMMANDS,
                OWNERSHIP_EVENTS,
                RULES_COMMANDS,
                RULES_EVENTS,
                JOB_CANCELLATIONS,
                RISK_MATRICES,
                PROVIDER_CATALOGUE,
                PROVIDER_HEALTH,
                PROVIDER_STATES,
                PUBLIC_ENTITIES,
                PUBLIC_USAGE));
        for (StageTopics stage : List.of(ENRICHMENT, RULES)) {
            stage.retryTiers().forEach(tier -> all.add(tier.topic()));
        }
        for (StageTopics stage : List.of(ENRICHMENT, OWNERSHIP, RULES)) {
            all.add(stage.deadLetters());
        }
        return List.copyOf(all);
    }

    private static Topic work(String name, String key, Schema value, String owner) {
        return new Topic(name, key, Optional.of(value), owner, PARTITIONS, WORK_RETENTION, false);
    }

    private static StageTopics stage(String stage, String owner) {
        List<RetryTier> tiers = List.of(
                tier(stage, owner, "5s", Duration.ofSeconds(5)),
                tier(stage, owner, "1m", Duration.ofMinutes(1)),
                tier(stage, owner, "10m", Duration.ofMinutes(10)));
        Topic deadLetters = new Topic(
                "freshet." + stage + ".dead-letters.v1",
                "as source",
                Optional.empty(),
                owner,
                1,
                LONG_RETENTION,
                false);
        return new StageTopics(tiers, deadLetters);
    }

    private static RetryTier tier(String stage, String owner, String label, Duration delay) {
        Topic topic = new Topic(
                "freshet." + stage + ".retry." + label + ".v1",
                "as source",
                Optional.empty(),
                owner,
                2,
                WORK_RETENTION,
                false);
        return new RetryTier(topic, delay);
    }

    /**
     * Where a stage puts what it could not finish.
     *
     * @param retryTiers one topic per delay, shortest first
     * @param deadLetters what will not be tried again without a person
     */
    public record StageTopics(List<RetryTier> retryTiers, Topic deadLetters) {}

    /**
     * A retry topic; all its records wait equally long, so the head of a partition is always the next to be due.
     *
     * @param delay time from writing to the next attempt
     */
    public record RetryTier(Topic topic, Duration delay) {}
}
