package io.freshet.ownership.tree;

import java.util.Comparator;

/** Owner holds owned. */
public record Edge(String owner, String owned, Holding holding) {

    static final Comparator<Edge> BY_OWNED_THEN_OWNER = Comparator.comparing(Edge::owned)
            .thenComparing(Edge::owner)
            .thenComparing(Edge::holding, Holding.LARGEST_FIRST);
}
