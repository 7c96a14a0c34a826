package io.freshet.ownership.tree;

import java.util.Arrays;
import java.util.List;

/**
 * What enrichment found out about a node.
 *
 * @param holdings of the node's capital or votes; largest first, whatever order they came in
 */
public record Answer(String nodeId, Outcome outcome, List<Holding> holdings) {

    /** How the asking ended. */
    public enum Outcome {
        /** Nobody had an answer. */
        FAILED(0),
        /** At least one provider answered. */
        ENRICHED(1),
        /** No provider can be asked with what identifies the party. */
        NOT_ASKED(2);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** Stands for it in a stored tree. */
        public int code() {
            return code;
        }

        /** The outcome of a code. */
        public static Outcome of(int code) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no outcome has the code " + code));
        }
    }

    public Answer {
        holdings = holdings.stream().sorted(Holding.LARGEST_FIRST).toList();
    }

    /** An answer of providers that were asked. */
    public Answer(String nodeId, boolean enriched, List<Holding> holdings) {
        this(nodeId, enriched ? Outcome.ENRICHED : Outcome.FAILED, holdings);
    }
}
