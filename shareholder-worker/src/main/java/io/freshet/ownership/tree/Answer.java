package io.freshet.ownership.tree;

import java.util.List;

/**
 * What enrichment found out about a node.
 *
 * @param holdings of the node's capital or votes; largest first, whatever order they came in
 */
public record Answer(String nodeId, Outcome outcome, List<Holding> holdings) {

    /** How the asking ended. The order is the stored form. */
    public enum Outcome {
        /** Nobody had an answer. */
        FAILED,
        /** At least one provider answered. */
        ENRICHED,
        /** No provider can be asked with what identifies the party. */
        NOT_ASKED
    }

    public Answer {
        holdings = holdings.stream().sorted(Holding.LARGEST_FIRST).toList();
    }

    /** An answer of providers that were asked. */
    public Answer(String nodeId, boolean enriched, List<Holding> holdings) {
        this(nodeId, enriched ? Outcome.ENRICHED : Outcome.FAILED, holdings);
    }
}
