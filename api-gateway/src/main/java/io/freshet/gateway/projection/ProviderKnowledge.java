package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.merge.ProfileMerge;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the providers said to what is known of an entity. Each provider's answer replaces that provider's former one
 * only, and only when it is not older; a provider that failed, or that knows no such party, takes nothing away.
 */
@Singleton
final class ProviderKnowledge {

    private final KnowledgeRepository knowledge;
    private final ProviderPrecedence precedence;

    ProviderKnowledge(KnowledgeRepository knowledge, ProviderPrecedence precedence) {
        this.knowledge = knowledge;
        this.precedence = precedence;
    }

    /**
     * What is known before and after.
     *
     * @param before null when no provider ever knew the entity
     */
    record Learned(@Nullable JsonNode before, ProfileMerge.Merged after) {}

    /** Learns from the answers of a node; null when nobody knows the entity, now or before. */
    @Nullable
    Learned learn(JobRow job, UUID entityId, StageEvent.NodeEnriched event) {
        knowledge.addExecutions(event.outcomes().stream()
                .map(outcome -> execution(job, entityId, event, outcome))
                .toList());
        if (event.documents().isEmpty()) {
            return null;
        }
        knowledge.lock(job.tenantId(), entityId);
        List<ProviderProfile> before = knowledge.profiles(job.tenantId(), entityId);
        Map<String, ProviderProfile> known = new LinkedHashMap<>();
        before.forEach(one -> known.put(one.provider(), one));
        List<ProviderProfile> fresh = new ArrayList<>();
        for (ProviderProfile document : event.documents()) {
            ProviderProfile former = known.get(document.provider());
            if (former == null || !document.fetchedAt().isBefore(former.fetchedAt())) {
                known.put(document.provider(), document);
                fresh.add(document);
            }
        }
        ProfileMerge.Merged after = precedence.merge(List.copyOf(known.values()));
        knowledge.keep(job, entityId, fresh);
        knowledge.keepMerged(job, entityId, after);
        return new Learned(before.isEmpty() ? null : precedence.merge(before).profile(), after);
    }

    private static ProviderExecution execution(
            JobRow job, UUID entityId, StageEvent.NodeEnriched event, ObjectNode outcome) {
        return new ProviderExecution(
                executionId(job, event, outcome),
                job.tenantId(),
                entityId,
                job.jobId(),
                event.isRoot(),
                outcome.path("code").asText(),
                outcome.path("fromCache").asBoolean(),
                outcome.path("costCents").asInt(),
                outcome.path("repeated").asInt(),
                outcome.path("executionTime").asLong(),
                outcome.path("success").asBoolean() ? null : failure(outcome),
                event.completedAt());
    }

    private static JsonNode failure(ObjectNode outcome) {
        JsonNode error = outcome.path("error");
        return error.isObject() ? error : JsonNodeFactory.instance.objectNode();
    }

    private static UUID executionId(JobRow job, StageEvent.NodeEnriched event, ObjectNode outcome) {
        String told = outcome.path("executionId").asText();
        if (!told.isEmpty()) {
            return UUID.fromString(told);
        }
        String name = job.jobId() + "\n" + event.nodeId() + '\n'
                + outcome.path("code").asText();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
