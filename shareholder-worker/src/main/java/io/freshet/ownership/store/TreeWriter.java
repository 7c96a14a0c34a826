package io.freshet.ownership.store;

import io.freshet.core.NormalizedProfile.Share;
import io.freshet.ownership.tree.Answer;
import io.freshet.ownership.tree.Ask;
import io.freshet.ownership.tree.Holding;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Party;
import io.freshet.ownership.tree.Plan;
import io.freshet.ownership.tree.Provider;
import io.freshet.ownership.tree.Settlement;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree: format version, table of the distinct strings, then the fields in order with strings as numbers in that
 * table (0 is null) and numbers in seven-bit groups. Registers repeat themselves: a node costs about 140 bytes, so that
 * 5,000 nodes stay under 1 MiB.
 */
final class TreeWriter {

    static final int VERSION = 1;

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
    private final DataOutputStream out = new DataOutputStream(body);

    byte[] write(OwnershipTree tree) throws IOException {
        plan(tree.plan());
        party(tree.root());
        out.writeLong(tree.strikesAt().toEpochMilli());
        number(out, tree.answers().size());
        for (Answer answer : tree.answers().values()) {
            answer(answer);
        }
        number(out, tree.asked().size());
        for (Ask ask : tree.asked().values()) {
            text(ask.nodeId());
            party(ask.party());
            number(out, ask.depth());
            text(ask.by());
        }
        Settlement settlement = tree.settlement();
        out.writeBoolean(settlement != null);
        if (settlement != null) {
            text(settlement.by());
            out.writeLong(settlement.at().toEpochMilli());
        }
        return withTable();
    }

    private byte[] withTable() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.size() * 2);
        DataOutputStream data = new DataOutputStream(whole);
        data.writeByte(VERSION);
        number(data, strings.size());
        for (String string : strings.keySet()) {
            byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
            number(data, utf8.length);
            data.write(utf8);
        }
        body.writeTo(data);
        return whole.toByteArray();
    }

    private void plan(Plan plan) throws IOException {
        number(out, plan.depth());
        number(out, plan.maxNodes());
        number(out, plan.maxChildren());
        number(out, plan.providers().size());
        for (Provider provider : plan.providers()) {
            text(provider.code());
            number(out, provider.types().size());
            for (Enum<?> type : provider.types()) {
                text(type.name());
            }
            number(out, provider.countries().size());
            for (String country : provider.countries()) {
                text(country);
            }
        }
    }

    private void party(Party party) throws IOException {
        text(party.type().name());
        text(party.country());
        text(party.taxId());
        text(party.lei());
        text(party.registryId());
        text(party.name());
    }

    private void answer(Answer answer) throws IOException {
        text(answer.nodeId());
        out.writeByte(answer.outcome().code());
        number(out, answer.holdings().size());
        for (Holding holding : answer.holdings()) {
            party(holding.owner());
            share(holding.percentage());
            share(holding.voting());
            out.writeBoolean(holding.role() != null);
            if (holding.role() != null) {
                text(holding.role().code());
                text(holding.role().label());
            }
            text(holding.since());
            text(holding.until());
            text(holding.executionId());
        }
    }

    /** 0 unknown, 1 exact, 2 a band. */
    private void share(@Nullable Share share) throws IOException {
        if (share == null) {
            out.writeByte(0);
            return;
        }
        boolean exact = Double.compare(share.min(), share.max()) == 0;
        out.writeByte(exact ? 1 : 2);
        out.writeDouble(share.min());
        if (!exact) {
            out.writeDouble(share.max());
        }
    }

    private void text(@Nullable String text) throws IOException {
        number(out, text == null ? 0 : strings.computeIfAbsent(text, absent -> strings.size() + 1));
    }

    private static void number(DataOutputStream out, int number) throws IOException {
        int rest = number;
        while (rest > 0x7f) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }
}
