package io.freshet.ownership.tree;

import org.jspecify.annotations.Nullable;

/**
 * A party in the tree.
 *
 * @param id {@code root}, a party key, or for a leaf without one {@code leaf:parent/name}
 * @param depth smallest distance from the root
 * @param reason why nobody was asked, or why no answer is there; null when one is
 */
public record Node(
        String id,
        Party party,
        int depth,
        State state,
        @Nullable Reason reason) {

    /** How the node ended; {@code OPEN} is never seen in a resolved tree. */
    public enum State {
        OPEN,
        ENRICHED,
        FAILED,
        NOT_APPLICABLE,
        TIMED_OUT,
        CANCELLED
    }

    /** Why a node was not followed. */
    public enum Reason {
        DEPTH_LIMIT(true),
        NODE_LIMIT(true),
        CHILD_LIMIT(true),
        DEADLINE(true),
        CANCELLED(true),
        NO_IDENTIFIER(false),
        MASKED_IDENTIFIER(false),
        NO_PROVIDER(false),
        CEASED(false);

        private final boolean cuts;

        Reason(boolean cuts) {
            this.cuts = cuts;
        }

        /** Whether more could be known about the node with a larger plan or more time. */
        public boolean cuts() {
            return cuts;
        }
    }

    /** Whether the node was left out by a limit of the plan or by an early end of the job. */
    public boolean truncated() {
        return reason != null && reason.cuts();
    }
}
