package io.freshet.ownership.tree;

import io.freshet.core.PartyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one job, changed only by the functions here.
 *
 * <p>It keeps what was asked and what was answered; the tree itself is computed from the answers by {@link TreeWalk}, a
 * breadth-first walk in a fixed order. Nobody's answer is ever applied to a half-grown tree, so the order in which
 * answers arrive cannot show in the result: once every node that the walk wants to follow is answered, the walk is the
 * one that would have been made with all answers at hand.
 *
 * <p>The walk may change its mind about a node while answers are missing: a branch that answers early can fill the
 * budget that an earlier branch turns out to need. Nodes are asked at once all the same, because waiting would cost a
 * level's slowest answer on every level, but only until as many were asked as the tree may have; from then on only nodes
 * whose place is certain are. So at most twice the budget is spent.
 *
 * <p>Repetitions: an answer that is already here gives the commands again that followed from it and are unanswered, and
 * the resolution again if it settled the job. That is what makes delivery at least once enough: a process that dies
 * after it saved its state and before it sent what follows reads the answer again and sends the same.
 *
 * @param strikesAt when the job is resolved with what is there
 * @param answers by node, in order of arrival
 * @param asked by node, the root included
 * @param settlement present when the job is over; nothing changes afterwards
 */
public record OwnershipTree(
        Plan plan,
        Party root,
        Instant strikesAt,
        Map<String, Answer> answers,
        Map<String, Ask> asked,
        @Nullable Settlement settlement) {

    /** Id of the node that the job is about. */
    public static final String ROOT = "root";

    public OwnershipTree {
        answers = Collections.unmodifiableMap(answers);
        asked = Collections.unmodifiableMap(asked);
    }

    /** A job whose root was asked by somebody else; its answer comes to {@link #onEnriched} next. */
    public static OwnershipTree start(Plan plan, Party root, Instant strikesAt) {
        return new OwnershipTree(plan, root, strikesAt, Map.of(), Map.of(ROOT, new Ask(ROOT, root, 0, ROOT)), null);
    }

    /** A job that was cancelled before its root was answered: nothing will be asked or resolved for it. */
    public static OwnershipTree cancelledBeforeItsStart(Instant at) {
        return new OwnershipTree(
                new Plan(0, 1, 0, List.of()),
                new Party(PartyType.COMPANY, null, null, null, null, null),
                at,
                Map.of(),
                Map.of(),
                new Settlement(Settlement.CANCELLATION, at));
    }

    /** Takes an answer. One that nobody asked for, a repetition, or one that comes too late changes nothing. */
    public TreeStep onEnriched(Answer answer, Instant now) {
        String nodeId = answer.nodeId();
        if (settlement != null) {
            boolean repeated = settlement.by().equals(nodeId);
            return new TreeStep(this, List.of(), repeated ? resolution() : Optional.empty());
        }
        if (answers.containsKey(nodeId)) {
            return unchanged(asked.values().stream()
                    .filter(ask -> ask.by().equals(nodeId) && !answers.containsKey(ask.nodeId()))
                    .toList());
        }
        if (!asked.containsKey(nodeId)) {
            return unchanged(List.of());
        }
        Map<String, Answer> known = new LinkedHashMap<>(answers);
        known.put(nodeId, answer);
        TreeWalk walk = TreeWalk.of(plan, root, known);
        if (walk.open().isEmpty() || !now.isBefore(strikesAt)) {
            return settled(known, new Settlement(nodeId, now));
        }
        Map<String, Ask> all = new LinkedHashMap<>(asked);
        List<Ask> commands = commands(walk, all, nodeId);
        return new TreeStep(new OwnershipTree(plan, root, strikesAt, known, all, null), commands, Optional.empty());
    }

    /** Resolves the job with what is there, if it is still open and its time has come. */
    public TreeStep onDeadline(Instant now) {
        return settlement != null || now.isBefore(strikesAt)
                ? unchanged(List.of())
                : settled(answers, new Settlement(Settlement.CLOCK, now));
    }

    /** Gives up what is open, unless the job is over; a repetition gives the same resolution again. */
    public TreeStep onCancel(Instant now) {
        if (settlement != null) {
            boolean repeated = settlement.byCancellation();
            return new TreeStep(this, List.of(), repeated ? resolution() : Optional.empty());
        }
        return settled(answers, new Settlement(Settlement.CANCELLATION, now));
    }

    /** The resolution of a settled job, always the same; empty of a job that never started. */
    public Optional<Resolution> resolution() {
        return Optional.ofNullable(settlement)
                .filter(end -> !asked.isEmpty())
                .map(end -> TreeWalk.of(plan, root, answers).resolution(asked.keySet(), end));
    }

    private List<Ask> commands(TreeWalk walk, Map<String, Ask> all, String by) {
        List<Ask> commands = new ArrayList<>();
        for (TreeWalk.Open open : walk.open()) {
            Node node = open.node();
            boolean affordable = all.size() < plan.maxNodes() || open.certain();
            if (affordable && !all.containsKey(node.id())) {
                Ask ask = new Ask(node.id(), node.party(), node.depth(), by);
                all.put(node.id(), ask);
                commands.add(ask);
            }
        }
        return commands;
    }

    private TreeStep unchanged(List<Ask> commands) {
        return new TreeStep(this, commands, Optional.empty());
    }

    private TreeStep settled(Map<String, Answer> known, Settlement end) {
        OwnershipTree tree = new OwnershipTree(plan, root, strikesAt, known, asked, end);
        return new TreeStep(tree, List.of(), tree.resolution());
    }
}
