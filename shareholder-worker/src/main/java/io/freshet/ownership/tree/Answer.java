package io.freshet.ownership.tree;

import java.util.List;

/**
 * What enrichment found out about a node.
 *
 * @param enriched whether at least one provider answered
 * @param holdings of the node's capital or votes; largest first, whatever order they came in
 */
public record Answer(String nodeId, boolean enriched, List<Holding> holdings) {

    public Answer {
        holdings = holdings.stream().sorted(Holding.LARGEST_FIRST).toList();
    }
}
