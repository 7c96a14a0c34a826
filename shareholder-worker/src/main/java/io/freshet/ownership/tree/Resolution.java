package io.freshet.ownership.tree;

import java.time.Instant;
import java.util.List;

/**
 * The tree when nothing is open any more.
 *
 * @param nodes root first, then by depth and id
 * @param edges by owned, then owner
 * @param depthReached largest depth of a node that no limit cut
 * @param truncated ids of the nodes that a limit or the deadline cut, in the order of {@code nodes}
 * @param unknownShare percent of the root that no lower bound of a current direct holding explains, 0 to 100
 */
public record Resolution(
        List<Node> nodes,
        List<Edge> edges,
        int depthReached,
        List<String> truncated,
        double unknownShare,
        Instant resolvedAt) {}
