package io.freshet.ownership.tree;

import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.PartyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who holds what, and a job that asks about it in a chosen order. Companies are Brazilian and known by their name. */
final class Register {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant STRIKES_AT = NOW.plusSeconds(60);
    static final Provider COMPANIES = new Provider("companies", Set.of(PartyType.COMPANY), Set.of("BR"));
    static final Provider PERSONS = new Provider("persons", Set.of(PartyType.PERSON), Set.of());
    static final Party ROOT = company("ROOT");

    private final Map<String, List<Holding>> holdings = new LinkedHashMap<>();
    private final Set<String> failing = new HashSet<>();

    static Party company(String name) {
        return new Party(PartyType.COMPANY, "BR", name, null, null, name);
    }

    static Party person(@Nullable String taxId, String name) {
        return new Party(PartyType.PERSON, "BR", taxId, null, null, name);
    }

    static String id(Party party) {
        return party.equals(ROOT)
                ? OwnershipTree.ROOT
                : party.key().orElseThrow().value();
    }

    static String id(String company) {
        return id(company(company));
    }

    static Plan plan(int depth) {
        return new Plan(depth, 500, 200, List.of(COMPANIES));
    }

    Register holds(String owner, double percent, String owned) {
        return holds(company(owner), percent, owned);
    }

    Register holds(Party owner, double percent, String owned) {
        return holds(new Holding(owner, new Share(percent, percent), null, null, null, null, "x"), owned);
    }

    Register held(String owner, String owned, String until) {
        return holds(new Holding(company(owner), new Share(50, 50), null, null, null, until, "x"), owned);
    }

    Register holds(Holding holding, String owned) {
        holdings.computeIfAbsent(id(owned), none -> new ArrayList<>()).add(holding);
        return this;
    }

    Register fails(String company) {
        failing.add(id(company));
        return this;
    }

    Answer answer(String nodeId) {
        return failing.contains(nodeId)
                ? new Answer(nodeId, false, List.of())
                : new Answer(nodeId, true, holdings.getOrDefault(nodeId, List.of()));
    }

    Resolution resolve(Plan plan) {
        return resolve(plan, new Random(0));
    }

    /** Runs a job to its end; at each moment a random one of the open questions is answered, some of them twice. */
    Resolution resolve(Plan plan, Random order) {
        return run(plan, order).resolution();
    }

    Run run(Plan plan, Random order) {
        OwnershipTree tree = OwnershipTree.start(plan, ROOT, STRIKES_AT);
        List<String> open = new ArrayList<>(List.of(OwnershipTree.ROOT));
        Map<String, Integer> commands = new HashMap<>();
        while (!open.isEmpty()) {
            String nodeId = open.remove(order.nextInt(open.size()));
            TreeStep step = tree.onEnriched(answer(nodeId), NOW);
            tree = step.tree();
            if (step.resolved().isPresent()) {
                return new Run(tree, step.resolved().get(), commands);
            }
            step.commands().forEach(ask -> {
                commands.merge(ask.nodeId(), 1, Integer::sum);
                open.add(ask.nodeId());
            });
        }
        throw new AssertionError("nothing is open and nothing resolved: " + tree);
    }

    record Run(OwnershipTree tree, Resolution resolution, Map<String, Integer> commands) {}

    /** The node with that id; it must be there. */
    static Node node(Resolution resolution, String id) {
        return resolution.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node " + id));
    }
}
