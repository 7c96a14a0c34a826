package io.freshet.simulator.register;

import io.freshet.simulator.register.Holder.Role;
import java.util.ArrayList;
import java.util.List;

/** What crosses borders: foreign owners, groups with LEIs, VAT numbers of other countries, and who is on a list. */
final class CrossBorderParties {

    private static final List<String> COUNTRIES = List.of("BR", "GB", "NO", "FR");
    private static final int CHAINS = 8;
    private static final int GROUPS = 12;
    private static final int MANY_CHILDREN = 130;
    private static final int LISTED = 6;
    private static final int PROTECTED = 3;
    private static final List<String> EXCEPTIONS = List.of(
            "NO_KNOWN_PERSON", "NATURAL_PERSONS", "NON_CONSOLIDATING", "NON_PUBLIC", "NO_LEI", "LEGAL_OBSTACLES");

    private final PartyDraw draw;

    CrossBorderParties(PartyDraw draw) {
        this.draw = draw;
    }

    void add() {
        for (int i = 0; i < CHAINS; i++) {
            foreignChain(i);
            group(i);
        }
        for (int i = CHAINS; i < GROUPS; i++) {
            group(i);
        }
        largeGroup();
        for (int i = 0; i < PROTECTED; i++) {
            String id = draw.company("GB", List.of(draw.partner("GB")), "super-secure");
            draw.change(id, party -> party.with(party.facts().kept(true)));
        }
        for (int i = 0; i < LISTED; i++) {
            String country = COUNTRIES.get(i % COUNTRIES.size());
            person(country, "sanctioned", List.of("sanction"));
            person(country, "pep", List.of("role.pep"));
            person(country, "rca", List.of("role.rca"));
            company(country);
            elsewhere("DE");
            elsewhere("GR");
        }
    }

    /** Each owned by one of another country, the last by one that no register here knows. */
    private void foreignChain(int turn) {
        String owner = "";
        for (int i = 0; i < COUNTRIES.size(); i++) {
            String country = COUNTRIES.get((turn + i) % COUNTRIES.size());
            Holder holder =
                    owner.isEmpty() ? Holder.foreignCompany("Delaware Parent " + turn, "US", 75) : draw.owner(owner);
            owner = draw.company(country, List.of(holder, draw.partner(country)), "foreign");
            draw.giveLei(owner);
        }
    }

    /** A parent with a child in each country, of which the last has one too. */
    private void group(int turn) {
        String parent = member(COUNTRIES.get(turn % COUNTRIES.size()), "", "parent");
        draw.changeLei(parent, lei -> lei.excepted(EXCEPTIONS.get(turn % EXCEPTIONS.size())));
        String child = parent;
        for (String country : COUNTRIES) {
            child = member(country, parent, "child");
        }
        String lowest = member("NO", child, "grandchild");
        if (turn % 4 == 3) {
            draw.changeLei(lowest, lei -> lei.with("LAPSED"));
            draw.tag(lowest, "lapsed");
        }
    }

    private void largeGroup() {
        String parent = member("FR", "", "large-group");
        draw.changeLei(parent, lei -> lei.excepted("NO_KNOWN_PERSON"));
        for (int i = 0; i < MANY_CHILDREN; i++) {
            member("GB", parent, "subsidiary");
        }
    }

    private String member(String country, String parent, String tag) {
        // No partnerships: of these the registers of Norway and France tell no owners, and GLEIF alone the parent.
        boolean silent = country.equals("NO") || country.equals("FR");
        List<Holder> holders = new ArrayList<>(List.of(silent ? draw.officer(country) : draw.partner(country)));
        if (!parent.isEmpty() && !silent) {
            holders.addFirst(Holder.party(parent, Role.OWNER, 75));
        }
        String id = draw.company(country, holders, tag);
        draw.giveLei(id);
        if (!parent.isEmpty()) {
            draw.changeLei(id, lei -> lei.under(parent));
        }
        if (country.equals("FR")) {
            draw.giveFrenchVat(id);
        }
        return id;
    }

    /** One on a list, a company that it owns, and somebody else of the same name who is on none. */
    private void person(String country, String tag, List<String> topics) {
        String listed = draw.person(country, tag);
        draw.change(listed, party -> party.with(party.facts().listed(topics)));
        Party person = draw.parties().get(listed);
        if (person != null) {
            draw.named(country, person.name(), "1999-12-%02d".formatted(1 + draw.below(28)), "namesake");
        }
        draw.company(country, List.of(Holder.party(listed, Role.BOTH, 75)), "owned-by-" + tag);
    }

    private void company(String country) {
        String id = draw.company(country, List.of(draw.partner(country)), "sanctioned");
        draw.change(id, party -> party.with(party.facts().listed(List.of("sanction"))));
    }

    /** A company that only GLEIF and VIES know. */
    private void elsewhere(String country) {
        String id = draw.company(country, List.of(), "vat", "elsewhere");
        draw.change(id, party -> party.with(party.facts().vat(true).kept(country.equals("DE"))));
        draw.giveLei(id);
    }
}
