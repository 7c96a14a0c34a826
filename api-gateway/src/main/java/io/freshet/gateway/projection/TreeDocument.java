package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.refresh.StepStatus;

/**
 * The ownership tree as the job keeps it and the REST API shows it: {@code {depthReached, unknownShare, truncated[],
 * nodes[{nodeId, type, country, taxId, name, depth, state, reason}], edges[{owner, owned, percentage, …}]}}.
 */
final class TreeDocument {

    private TreeDocument() {}

    static ObjectNode of(StageEvent.TreeResolved event) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("depthReached", event.depthReached())
                .put("unknownShare", event.unknownShare());
        ArrayNode truncated = document.putArray("truncated");
        event.truncated().forEach(truncated::add);
        ArrayNode nodes = document.putArray("nodes");
        for (StageEvent.TreeNode node : event.nodes()) {
            StageEvent.Party party = node.party();
            nodes.addObject()
                    .put("nodeId", node.nodeId())
                    .put("type", party.type())
                    .put("country", party.country())
                    .put("taxId", party.taxId())
                    .put("lei", party.lei())
                    .put("registryId", party.registryId())
                    .put("name", party.name())
                    .put("depth", node.depth())
                    .put("state", StepStatus.word(node.status()))
                    .put("reason", node.reason());
        }
        document.putArray("edges").addAll(event.edges());
        return document;
    }
}
