package io.freshet.gateway.projection.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.projection.ProviderProfile;
import io.freshet.gateway.projection.StageEvent;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.NodeState;
import io.freshet.schemas.OutcomeError;
import io.freshet.schemas.OwnershipEdge;
import io.freshet.schemas.OwnershipNode;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.RulesEvaluated;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The records of the stages' event topics as {@link StageEvent}s. */
@Singleton
final class StageEventReader {

    private final ObjectMapper json;

    StageEventReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is none that a stage writes, or carries what is not JSON
     */
    StageEvent read(SpecificRecord event) {
        return switch (event) {
            case EntityEnriched enriched -> read(enriched);
            case OwnershipResolved resolved -> read(resolved);
            case RulesEvaluated rules ->
                new StageEvent.RulesDone(
                        UUID.fromString(rules.getContext().getJobId()),
                        required(rules.getRulesResult()),
                        required(rules.getRulesExecutionSummary()),
                        rules.getEvaluatedAt());
            case null -> throw new IllegalArgumentException("a record without a value");
            default ->
                throw new IllegalArgumentException(
                        "no stage writes a " + event.getSchema().getFullName());
        };
    }

    private StageEvent read(EntityEnriched event) {
        return new StageEvent.NodeEnriched(
                UUID.fromString(event.getContext().getJobId()),
                event.getNodeId(),
                party(event.getParty()),
                event.getOutcomes().stream().map(StageEventReader::describe).toList(),
                node(event.getProfile()),
                documents(event),
                node(event.getEntityData()),
                event.getStartedAt(),
                event.getCompletedAt());
    }

    /** What each provider says of the party; one that tells no time was asked just now. */
    private List<ProviderProfile> documents(EntityEnriched event) {
        JsonNode profiles = node(event.getProviderDocuments());
        List<ProviderProfile> documents = new ArrayList<>();
        for (ProviderOutcome outcome : event.getOutcomes()) {
            JsonNode profile = profiles == null ? null : profiles.get(outcome.getCode());
            if (outcome.getSuccess() && profile != null && profile.isObject()) {
                documents.add(new ProviderProfile(
                        outcome.getCode(),
                        UUID.fromString(outcome.getExecutionId()),
                        Objects.requireNonNullElse(outcome.getFetchedAt(), event.getCompletedAt()),
                        outcome.getDocumentHash(),
                        profile));
            }
        }
        return documents;
    }

    private static StageEvent read(OwnershipResolved event) {
        List<StageEvent.TreeNode> nodes =
                event.getNodes().stream().map(StageEventReader::node).toList();
        List<ObjectNode> edges =
                event.getEdges().stream().map(StageEventReader::describe).toList();
        return new StageEvent.TreeResolved(
                UUID.fromString(event.getContext().getJobId()),
                nodes,
                edges,
                event.getDepthReached(),
                event.getTruncated(),
                event.getUnknownShare(),
                event.getResolvedAt());
    }

    private static StageEvent.TreeNode node(OwnershipNode node) {
        return new StageEvent.TreeNode(
                node.getNodeId(),
                party(node.getParty()),
                node.getDepth(),
                status(node.getState()),
                node.getReason(),
                node.getAwaitsEvent());
    }

    private static StepStatus status(NodeState state) {
        return switch (state) {
            case ENRICHED -> new StepStatus.Completed();
            case FAILED -> new StepStatus.Failed();
            case TIMED_OUT -> new StepStatus.TimedOut();
            case CANCELLED -> new StepStatus.Cancelled();
            // A state that a newer worker knows: the node is there, and nothing more can be said of it.
            case NOT_APPLICABLE, UNKNOWN -> new StepStatus.NotApplicable();
        };
    }

    private static StageEvent.Party party(io.freshet.schemas.Party party) {
        return new StageEvent.Party(
                party.getType() == EntityType.PERSON ? "person" : "company",
                party.getCountry(),
                party.getTaxId(),
                party.getLei(),
                party.getRegistryId(),
                party.getName());
    }

    /** An outcome as {@code providers[]} of the REST API shows it. */
    static ObjectNode describe(ProviderOutcome outcome) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("code", outcome.getCode())
                .put("success", outcome.getSuccess())
                .put("executionId", outcome.getExecutionId())
                .put("fromCache", outcome.getFromCache());
        OutcomeError error = outcome.getError();
        if (error == null) {
            outcome.getFieldsEnriched().forEach(node.putArray("fieldsEnriched")::add);
            node.putObject("dataQuality")
                    .put("completeness", outcome.getCompleteness())
                    .put("confidence", outcome.getConfidence());
        } else {
            node.putObject("error")
                    .put("code", error.getCode())
                    .put("message", error.getMessage())
                    .put("category", error.getCategory())
                    .put("retryable", error.getRetryable())
                    .put("statusCode", error.getStatusCode());
        }
        if (outcome.getRepeated() > 0) {
            node.put("repeated", outcome.getRepeated());
        }
        return node.put("executionTime", outcome.getExecutionTimeMs()).put("costCents", outcome.getCostCents());
    }

    private static ObjectNode describe(OwnershipEdge edge) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("owner", edge.getOwnerNodeId())
                .put("owned", edge.getOwnedNodeId());
        share(node, "percentage", edge.getPercentageMin(), edge.getPercentageMax());
        share(node, "voting", edge.getVotingMin(), edge.getVotingMax());
        return node.put("roleCode", edge.getRoleCode())
                .put("roleLabel", edge.getRoleLabel())
                .put("since", edge.getSince())
                .put("until", edge.getUntil())
                .put("sourceExecutionId", edge.getSourceExecutionId());
    }

    private static void share(ObjectNode node, String name, @Nullable Double min, @Nullable Double max) {
        if (min != null && max != null) {
            node.putObject(name).put("min", min).put("max", max);
        }
    }

    private JsonNode required(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a field that is to be JSON is not", e);
        }
    }

    private @Nullable JsonNode node(@Nullable String text) {
        return text == null ? null : required(text);
    }
}
