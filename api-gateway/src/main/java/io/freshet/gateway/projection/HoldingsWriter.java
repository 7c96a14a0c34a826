package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes the settled tree into entities and the holdings between them. */
@Singleton
final class HoldingsWriter {

    private static final String COMPLETED = StepStatus.word(new StepStatus.Completed());

    private final PartyRepository parties;
    private final Shareholders shareholders;

    HoldingsWriter(PartyRepository parties, Shareholders shareholders) {
        this.parties = parties;
        this.shareholders = shareholders;
    }

    /** How many shareholders there are and what became of them. */
    record Counts(int depth, int nodes, int created, int reEnriched, int skipped, List<String> truncated) {}

    /** Writes the holdings of the job's tree; null when the job has none. */
    @Nullable
    Counts write(JobRow job, List<Step> steps, Instant at) {
        ObjectNode tree = job.answers().ownership();
        if (tree == null) {
            return null;
        }
        Map<String, Step> stepsByNode = steps.stream()
                .filter(step -> step.kind().equals("node"))
                .collect(Collectors.toMap(Step::name, Function.identity()));
        Map<String, UUID> entities = new HashMap<>(Map.of(StageEvent.ROOT, job.entityId()));
        int created = 0;
        int reEnriched = 0;
        for (Map.Entry<String, Step> node : stepsByNode.entrySet()) {
            JsonNode detail = node.getValue().detail();
            if (detail != null && detail.has("entityId")) {
                entities.put(
                        node.getKey(), UUID.fromString(detail.path("entityId").asText()));
                boolean isNew = detail.path("created").asBoolean();
                created += isNew ? 1 : 0;
                reEnriched += isNew ? 0 : 1;
            }
        }
        int nodes = 0;
        for (JsonNode node : tree.path("nodes")) {
            String id = node.path("nodeId").asText();
            if (id.equals(StageEvent.ROOT)) {
                continue;
            }
            nodes++;
            if (!entities.containsKey(id) && becomesEntity(node)) {
                PartyRepository.Shareholder shareholder = shareholders.upsert(job, id, party(node), null, at);
                entities.put(id, shareholder.entityId());
                created += shareholder.created() ? 1 : 0;
            }
        }
        writeEdges(job, tree, entities, at);
        List<String> truncated = StreamSupport.stream(tree.path("truncated").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        int depth = tree.path("depthReached").asInt();
        return new Counts(depth, nodes, created, reEnriched, nodes - created - reEnriched, truncated);
    }

    /** A party that is identified but that no provider knows; what nothing identifies is only shown in the tree. */
    private static boolean becomesEntity(JsonNode node) {
        return node.path("reason").asText().equals("NO_PROVIDER");
    }

    private void writeEdges(JobRow job, ObjectNode tree, Map<String, UUID> entities, Instant at) {
        Map<UUID, Map<UUID, List<ObjectNode>>> byOwned = new LinkedHashMap<>();
        for (JsonNode node : tree.path("nodes")) {
            UUID owned = entities.get(node.path("nodeId").asText());
            if (owned != null && node.path("state").asText().equals(COMPLETED)) {
                byOwned.put(owned, new LinkedHashMap<>());
            }
        }
        for (JsonNode edge : tree.path("edges")) {
            UUID owned = entities.get(edge.path("owned").asText());
            UUID owner = entities.get(edge.path("owner").asText());
            Map<UUID, List<ObjectNode>> owners = owned == null ? null : byOwned.get(owned);
            if (owners != null && owner != null) {
                owners.computeIfAbsent(owner, id -> new ArrayList<>()).add((ObjectNode) edge);
            }
        }
        for (Map.Entry<UUID, Map<UUID, List<ObjectNode>>> owned : byOwned.entrySet()) {
            parties.replaceHoldings(job, owned.getKey(), owned.getValue(), at);
        }
    }

    private static StageEvent.Party party(JsonNode node) {
        return new StageEvent.Party(
                node.path("type").asText(),
                node.path("country").asText(null),
                node.path("taxId").asText(null),
                node.path("lei").asText(null),
                node.path("registryId").asText(null),
                node.path("name").asText(null));
    }
}
