package io.freshet.ownership.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.NormalizedProfile.Role;
import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.PartyType;
import io.freshet.ownership.tree.Answer;
import io.freshet.ownership.tree.Holding;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Party;
import io.freshet.ownership.tree.Plan;
import io.freshet.ownership.tree.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TreeSerdeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Party ROOT = new Party(PartyType.COMPANY, "BR", "19131243000197", null, null, "Raiz Ação");

    private final TreeSerde serde = new TreeSerde();

    @Test
    void shouldReadWhatItWroteWhenTheJobIsOpenOrSettled() {
        // Given
        OwnershipTree open = treeOf(3, 5);
        OwnershipTree settled = open.onDeadline(NOW.plusSeconds(60)).tree();

        OwnershipTree cancelled = open.onCancel(NOW).tree();
        OwnershipTree unseen = OwnershipTree.cancelledBeforeItsStart(NOW);

        // When
        OwnershipTree openAgain = again(open);
        OwnershipTree settledAgain = again(settled);

        // Then
        assertThat(openAgain).isEqualTo(open);
        assertThat(settledAgain).isEqualTo(settled);
        assertThat(again(cancelled)).isEqualTo(cancelled);
        assertThat(again(unseen)).isEqualTo(unseen);
        assertThat(settledAgain.resolution()).isEqualTo(settled.resolution());
    }

    @Test
    void shouldStayUnderOneMebibyteWhenTheTreeHasFiveThousandNodes() {
        // Given
        OwnershipTree tree = treeOf(71, 71);

        // When
        byte[] bytes = serde.serializer().serialize("jobs", tree);

        // Then
        assertThat(tree.asked().size()).isGreaterThan(5_000);
        assertThat(bytes.length).isLessThan(1 << 20);
    }

    private OwnershipTree again(OwnershipTree tree) {
        return serde.deserializer().deserialize("jobs", serde.serializer().serialize("jobs", tree));
    }

    private static OwnershipTree treeOf(int direct, int below) {
        Provider provider = new Provider("br_company", Set.of(PartyType.COMPANY), Set.of("BR"));
        OwnershipTree tree = OwnershipTree.start(new Plan(3, 10_000, 200, List.of(provider)), ROOT, NOW.plusSeconds(9));
        tree = tree.onEnriched(new Answer(OwnershipTree.ROOT, true, holders(1_000, direct)), NOW)
                .tree();
        List<String> children = new ArrayList<>(tree.asked().keySet());
        children.remove(OwnershipTree.ROOT);
        for (int i = 0; i < children.size() - 1; i++) {
            List<Holding> holders = holders(100_000 + i * 1_000, below);
            tree = tree.onEnriched(new Answer(children.get(i), i % 2 == 0, holders), NOW)
                    .tree();
        }
        return tree;
    }

    private static List<Holding> holders(int from, int count) {
        List<Holding> holders = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            Party party = new Party(
                    PartyType.COMPANY,
                    "BR",
                    "%02d.%03d/0001-00".formatted(i % 89, i),
                    null,
                    null,
                    "Companhia Holding de Participações " + i);
            Share share = new Share(i % 50, i % 2 == 0 ? i % 50 : 75);
            holders.add(new Holding(
                    party, share, null, new Role("22", "Sócio"), "2019-02-0" + (1 + i % 9), null, "execution-" + from));
        }
        return holders;
    }
}
