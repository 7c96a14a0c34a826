package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stage tells of a job. */
public sealed interface StageEvent {

    /** Node id of the entity that is refreshed. */
    String ROOT = "root";

    UUID jobId();

    /**
     * Every provider of a node has an outcome.
     *
     * @param outcomes JSON, one object per provider as {@code providers[]} of the REST API
     * @param profile normalized profile, merged; null when nobody found anything
     * @param documents what each provider that knows the party says of it
     * @param entityData the basic-data mapping; null without one
     */
    record NodeEnriched(
            UUID jobId,
            String nodeId,
            Party party,
            List<ObjectNode> outcomes,
            @Nullable JsonNode profile,
            List<ProviderProfile> documents,
            @Nullable JsonNode entityData,
            Instant startedAt,
            Instant completedAt)
            implements StageEvent {
        public NodeEnriched {
            outcomes = List.copyOf(outcomes);
            documents = List.copyOf(documents);
        }

        boolean isRoot() {
            return nodeId.equals(ROOT);
        }

        /** Whether at least one provider answered, or none was to be asked. */
        boolean succeeded() {
            return outcomes.isEmpty() || ProviderAnswers.any(outcomes);
        }

        /** Whether there were providers, and none of them can be asked with what identifies the party. */
        boolean nobodyAsked() {
            return !outcomes.isEmpty()
                    && outcomes.stream()
                            .map(outcome -> outcome.path("error"))
                            .allMatch(error -> error.path("category").asText().equals("validation")
                                    && !error.hasNonNull("statusCode"));
        }
    }

    /** The ownership tree of the job is settled. */
    record TreeResolved(
            UUID jobId,
            List<TreeNode> nodes,
            List<ObjectNode> edges,
            int depthReached,
            List<String> truncated,
            double unknownShare,
            Instant resolvedAt)
            implements StageEvent {
        public TreeResolved {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
            truncated = List.copyOf(truncated);
        }
    }

    /** The rules are evaluated; both documents as the REST API shows them. */
    record RulesDone(UUID jobId, JsonNode result, JsonNode summary, Instant evaluatedAt) implements StageEvent {}

    /** A stage put a record of the job among its dead letters. */
    record GaveUp(UUID jobId, String stage, String code, Instant at) implements StageEvent {}

    /** Whom a node stands for; {@code type} is {@code company} or {@code person}. */
    record Party(
            String type,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String lei,
            @Nullable String registryId,
            @Nullable String name) {}

    /**
     * A node of the settled tree.
     *
     * @param status status of its step
     * @param awaitsEvent whether an event with the node's outcomes exists, perhaps not read yet
     */
    record TreeNode(
            String nodeId,
            Party party,
            int depth,
            StepStatus status,
            @Nullable String reason,
            boolean awaitsEvent) {}
}
