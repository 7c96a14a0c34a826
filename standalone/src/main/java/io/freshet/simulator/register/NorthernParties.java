package io.freshet.simulator.register;

import io.freshet.simulator.register.Holder.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Companies of Norway and France, people with birth dates, and what crosses borders. Companies whose owners these registers
 * show are partnerships; of the others they show who manages.
 */
final class NorthernParties {

    private static final int PEOPLE = 72;
    private static final int PLAIN = 160;
    private static final int CHAIN = 7;
    private static final int WIDE = 300;
    private static final int EACH = 5;

    private final PartyDraw draw;

    private NorthernParties(PartyDraw draw) {
        this.draw = draw;
    }

    static Map<String, Party> build(long seed) {
        PartyDraw draw = new PartyDraw(seed);
        NorthernParties register = new NorthernParties(draw);
        for (String country : List.of("BR", "GB", "NO", "FR")) {
            for (int i = 0; i < PEOPLE; i++) {
                draw.person(country);
            }
        }
        for (String country : List.of("NO", "FR")) {
            register.plain(country);
            for (int i = 0; i < EACH; i++) {
                register.chain(country);
                register.diamond(country);
                register.circle(country);
                register.kept(country);
            }
            register.wide(country);
        }
        new CrossBorderParties(draw).add();
        return draw.parties();
    }

    private void plain(String country) {
        for (int i = 0; i < PLAIN; i++) {
            String id = draw.company(country, List.of(draw.officer(country), draw.officer(country)), "plain");
            if (country.equals("FR") && i % 3 != 0) {
                draw.giveFrenchVat(id);
            }
            if (i % 16 == 15) {
                draw.change(
                        id,
                        party -> party.with(party.facts().is(Status.DISSOLVED).vat(false)));
                draw.tag(id, "dissolved");
            } else if (i % 16 == 7) {
                draw.change(id, party -> party.with(party.facts().is(Status.INSOLVENT)));
                draw.tag(id, "insolvent");
            }
        }
    }

    private void chain(String country) {
        String below = draw.company(country, List.of(draw.partner(country)));
        for (int i = 1; i < CHAIN; i++) {
            below = draw.company(country, List.of(draw.owner(below)));
        }
        draw.company(country, List.of(draw.owner(below), draw.partner(country)), "deep");
    }

    private void diamond(String country) {
        String top = draw.company(country, List.of(draw.partner(country)));
        String left = draw.company(country, List.of(draw.owner(top)));
        String right = draw.company(country, List.of(draw.owner(top)));
        draw.company(country, List.of(draw.owner(left), draw.owner(right)), "diamond");
    }

    private void circle(String country) {
        String first = draw.company(country, List.of(), "circular");
        String second = draw.company(country, List.of(draw.owner(first), draw.partner(country)));
        draw.change(first, party -> party.heldBy(List.of(draw.owner(second), draw.partner(country))));
    }

    private void wide(String country) {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < WIDE; i++) {
            holders.add(
                    i % 10 == 0
                            ? draw.owner(draw.company(country, List.of(draw.officer(country))))
                            : Holder.person("%s Andel %d".formatted(country, i), 25));
        }
        draw.company(country, holders, "wide");
    }

    /** What a register keeps back, and what is over. */
    private void kept(String country) {
        String masked = draw.company(country, List.of(draw.partner(country)), "masked");
        draw.change(masked, party -> party.with(party.facts().kept(true)));
        Holder gone = Holder.party(draw.somebody(country), Role.BOTH, 50).ceased("2021-05-17");
        draw.company(country, List.of(draw.partner(country), gone), "ceased");
    }
}
