package io.freshet.ownership.store;

import io.freshet.core.NormalizedProfile.Role;
import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.PartyType;
import io.freshet.ownership.tree.Answer;
import io.freshet.ownership.tree.Ask;
import io.freshet.ownership.tree.Holding;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Party;
import io.freshet.ownership.tree.Plan;
import io.freshet.ownership.tree.Provider;
import io.freshet.ownership.tree.Settlement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TreeWriter} wrote. */
final class TreeReader {

    private final ByteBuffer in;
    private final String[] strings;

    TreeReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != TreeWriter.VERSION) {
            throw new IllegalArgumentException("unknown format of a stored tree: " + version);
        }
        strings = new String[number()];
        for (int i = 0; i < strings.length; i++) {
            int length = number();
            strings[i] = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
        }
    }

    OwnershipTree read() {
        Plan plan = plan();
        Party root = party();
        Instant strikesAt = instant();
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int left = number(); left > 0; left--) {
            Answer answer = answer();
            answers.put(answer.nodeId(), answer);
        }
        Map<String, Ask> asked = new LinkedHashMap<>();
        for (int left = number(); left > 0; left--) {
            Ask ask = new Ask(text(), party(), number(), text());
            asked.put(ask.nodeId(), ask);
        }
        return new OwnershipTree(plan, root, strikesAt, answers, asked, settlement());
    }

    private @Nullable Settlement settlement() {
        return flag() ? new Settlement(text(), instant()) : null;
    }

    private Plan plan() {
        int depth = number();
        int maxNodes = number();
        int maxChildren = number();
        List<Provider> providers = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            String code = text();
            Set<PartyType> types = new HashSet<>();
            for (int each = number(); each > 0; each--) {
                types.add(PartyType.valueOf(text()));
            }
            Set<String> countries = new HashSet<>();
            for (int each = number(); each > 0; each--) {
                countries.add(text());
            }
            providers.add(new Provider(code, types, countries));
        }
        return new Plan(depth, maxNodes, maxChildren, providers);
    }

    private Party party() {
        return new Party(
                PartyType.valueOf(text()),
                optionalText(),
                optionalText(),
                optionalText(),
                optionalText(),
                optionalText());
    }

    private Answer answer() {
        String nodeId = text();
        Answer.Outcome outcome = Answer.Outcome.of(in.get());
        int size = number();
        List<Holding> holdings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            holdings.add(
                    new Holding(party(), share(), share(), role(), optionalText(), optionalText(), optionalText()));
        }
        return new Answer(nodeId, outcome, holdings);
    }

    private @Nullable Role role() {
        return flag() ? new Role(optionalText(), optionalText()) : null;
    }

    private @Nullable Share share() {
        int kind = in.get();
        if (kind == 0) {
            return null;
        }
        double min = in.getDouble();
        return new Share(min, kind == 1 ? min : in.getDouble());
    }

    private Instant instant() {
        return Instant.ofEpochMilli(in.getLong());
    }

    private boolean flag() {
        return in.get() != 0;
    }

    private String text() {
        return strings[number() - 1];
    }

    private @Nullable String optionalText() {
        int number = number();
        return number == 0 ? null : strings[number - 1];
    }

    private int number() {
        int number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }
}
