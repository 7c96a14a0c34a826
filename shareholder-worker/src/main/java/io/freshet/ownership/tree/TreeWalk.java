package io.freshet.ownership.tree;

import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.freshet.ownership.tree.Node.Reason;
import io.freshet.ownership.tree.Node.State;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The breadth-first walk from the root through the answers, in a fixed order: level by level, in a level by the order
 * of the level above, among the holders of one company the largest first.
 *
 * <p>A node takes the smallest depth at which the walk follows it. A holder that a limit cuts, or that only held in the
 * past, is in the tree with its edge and is not followed; when the walk meets it again where it may be followed, it is
 * followed from there. Every id is in the tree once, so cycles end.
 */
final class TreeWalk {

    /**
     * A node that the walk follows.
     *
     * @param certain whether no answer that is missing can take its place in the tree
     */
    record Open(Node node, boolean certain) {}

    private final Plan plan;
    private final Map<String, Answer> answers;
    private final Set<String> rootKeys;
    private final Map<String, Node> nodes = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final Queue<Open> toVisit = new ArrayDeque<>();
    private int kept = 1;
    private boolean allAnsweredSoFar = true;

    private TreeWalk(Plan plan, Party root, Map<String, Answer> answers) {
        this.plan = plan;
        this.answers = answers;
        this.rootKeys = root.everyKey();
        Node first = followed(OwnershipTree.ROOT, root, 0);
        nodes.put(first.id(), first);
        toVisit.add(new Open(first, true));
    }

    static TreeWalk of(Plan plan, Party root, Map<String, Answer> answers) {
        TreeWalk walk = new TreeWalk(plan, root, answers);
        for (Open next = walk.toVisit.poll(); next != null; next = walk.toVisit.poll()) {
            walk.visit(next);
        }
        return walk;
    }

    /** The nodes to ask about, in the order of the walk. */
    List<Open> open() {
        return open;
    }

    /** The tree as it is; what is still open is given up. */
    Resolution resolution(Set<String> asked, Settlement end) {
        List<Node> all = nodes.values().stream()
                .map(node -> node.state() == State.OPEN ? givenUp(node, asked.contains(node.id()), end) : node)
                .sorted(Comparator.comparingInt(Node::depth).thenComparing(Node::id))
                .toList();
        int depthReached = all.stream()
                .filter(node -> !node.truncated() || isGivenUp(node))
                .mapToInt(Node::depth)
                .max()
                .orElse(0);
        List<String> truncated =
                all.stream().filter(Node::truncated).map(Node::id).toList();
        List<Edge> sorted = edges.stream().sorted(Edge.BY_OWNED_THEN_OWNER).toList();
        return new Resolution(all, sorted, depthReached, truncated, unknownShare(), end.at());
    }

    private void visit(Open next) {
        Node node = next.node();
        Answer answer = answers.get(node.id());
        if (answer == null) {
            open.add(next);
            allAnsweredSoFar = false;
            return;
        }
        if (node.party().type() == PartyType.PERSON) {
            return;
        }
        Map<String, Integer> namesakes = new HashMap<>();
        Set<String> children = new HashSet<>();
        for (Holding holding : answer.holdings()) {
            String id = idOf(holding.owner(), node.id(), namesakes);
            edges.add(new Edge(id, node.id(), holding));
            if (children.contains(id) || children.size() < plan.maxChildren()) {
                children.add(id);
                meet(id, holding, node.depth() + 1);
            } else {
                place(notApplicable(id, holding, node.depth() + 1, Reason.CHILD_LIMIT));
            }
        }
    }

    private void meet(String id, Holding holding, int depth) {
        Party party = holding.owner();
        Node known = nodes.get(id);
        if (depth > plan.depth()) {
            place(notApplicable(id, holding, depth, Reason.DEPTH_LIMIT));
        } else if ((known == null || known.truncated()) && kept >= plan.maxNodes()) {
            place(notApplicable(id, holding, depth, Reason.NODE_LIMIT));
        } else if (holding.ceased()) {
            place(notApplicable(id, holding, depth, Reason.CEASED));
        } else if (party.key().isEmpty()) {
            place(notApplicable(id, holding, depth, party.masked() ? Reason.MASKED_IDENTIFIER : Reason.NO_IDENTIFIER));
        } else if (plan.providersFor(party).isEmpty()) {
            place(notApplicable(id, holding, depth, Reason.NO_PROVIDER));
        } else {
            Node followed = followed(id, party, depth);
            if (place(followed)) {
                toVisit.add(new Open(followed, allAnsweredSoFar));
            }
        }
    }

    /** Puts the node into the tree unless it is there already with the same rank or a higher one. */
    private boolean place(Node node) {
        Node known = nodes.get(node.id());
        if (known != null && rank(node) <= rank(known)) {
            return false;
        }
        if (!node.truncated() && (known == null || known.truncated())) {
            kept++;
        }
        nodes.put(node.id(), node);
        return true;
    }

    private static int rank(Node node) {
        if (node.truncated()) {
            return 0;
        }
        return node.reason() == Reason.CEASED ? 1 : 2;
    }

    private static Node notApplicable(String id, Holding holding, int depth, Reason reason) {
        return new Node(id, holding.owner(), depth, State.NOT_APPLICABLE, reason);
    }

    private static Node givenUp(Node node, boolean asked, Settlement end) {
        boolean cancelled = end.byCancellation();
        State open = cancelled ? State.CANCELLED : State.TIMED_OUT;
        State state = asked ? open : State.NOT_APPLICABLE;
        Reason reason = cancelled ? Reason.CANCELLED : Reason.DEADLINE;
        return new Node(node.id(), node.party(), node.depth(), state, reason);
    }

    private static boolean isGivenUp(Node node) {
        return node.reason() == Reason.DEADLINE || node.reason() == Reason.CANCELLED;
    }

    private Node followed(String id, Party party, int depth) {
        Answer answer = answers.get(id);
        if (answer == null) {
            return new Node(id, party, depth, State.OPEN, null);
        }
        return switch (answer.outcome()) {
            case ENRICHED -> new Node(id, party, depth, State.ENRICHED, null);
            case FAILED -> new Node(id, party, depth, State.FAILED, null);
            case NOT_ASKED -> new Node(id, party, depth, State.NOT_APPLICABLE, Reason.NO_PROVIDER);
        };
    }

    /** Two holders of one company with the same name and no identifier stay two: nothing says that they are one. */
    private String idOf(Party party, String parent, Map<String, Integer> namesakes) {
        Optional<String> key = party.key().map(PartyKey::value);
        if (key.isPresent()) {
            return rootKeys.contains(key.get()) ? OwnershipTree.ROOT : key.get();
        }
        String leaf = "leaf:" + parent + "/" + normalized(party.name());
        int number = namesakes.merge(leaf, 1, Integer::sum);
        return number == 1 ? leaf : leaf + "#" + number;
    }

    private static String normalized(@Nullable String name) {
        String plain = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFKD);
        return plain.replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    private double unknownShare() {
        Map<String, Double> explained = new HashMap<>();
        for (Edge edge : edges) {
            Share share = edge.holding().percentage();
            if (edge.owned().equals(OwnershipTree.ROOT) && !edge.holding().ceased() && share != null) {
                explained.merge(edge.owner(), share.min(), Math::max);
            }
        }
        double sum = explained.values().stream()
                .sorted()
                .mapToDouble(Double::doubleValue)
                .sum();
        return Math.clamp(100 - sum, 0, 100);
    }
}
