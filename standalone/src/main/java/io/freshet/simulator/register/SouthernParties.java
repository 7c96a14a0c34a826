package io.freshet.simulator.register;

import io.freshet.core.PartyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Companies of Brazil and Great Britain whose owners are of the same country: the same with the same numbers for the same
 * seed. Others refer to these numbers and names, so what is added goes to the end.
 */
final class SouthernParties {

    private static final int PLAIN = 1_200;
    private static final int TREES = 24;
    private static final int BULK = 5_000;
    private static final int FAN_OUT = 5;
    private static final int CHAIN = 7;
    private static final int WIDE = 300;
    private static final String[] FIRST = {"Alva", "Borea", "Cinza", "Dorado", "Estrela", "Fonte", "Garoa", "Horizonte"
    };
    private static final String[] SECOND = {"Norte", "Sul", "Verde", "Azul", "Clara", "Nova", "Velha", "Alta"};

    private final Random random;
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private int number;

    private SouthernParties(long seed) {
        this.random = new Random(seed);
    }

    static Map<String, Party> build(long seed) {
        SouthernParties register = new SouthernParties(seed);
        for (int i = 0; i < PLAIN; i++) {
            boolean dissolved = i % 20 == 19;
            register.add(
                    "BR",
                    List.of(register.person(), register.person()),
                    dissolved ? List.of("plain", "dissolved") : List.of("plain"));
        }
        for (int i = 0; i < TREES; i++) {
            register.tree(FAN_OUT, 3, true);
        }
        for (String country : List.of("BR", "GB")) {
            for (int i = 0; i < 10; i++) {
                register.chain(country);
                register.diamond(country);
                register.circle(country);
            }
            register.wide(country);
            for (int i = 0; i < 40; i++) {
                register.add(country, List.of(register.person(), register.ceased()), List.of("masked"));
            }
        }
        // Last, so that those before keep their numbers and names.
        for (int i = 0; i < BULK; i++) {
            register.add("BR", List.of(register.person()), List.of("bulk"));
        }
        return register.parties;
    }

    private String tree(int fanOut, int levels, boolean root) {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; levels > 0 && i < fanOut; i++) {
            holders.add(holder(tree(fanOut, levels - 1, false)));
        }
        return add("BR", holders, root ? List.of("tree") : List.of());
    }

    private void chain(String country) {
        String below = add(country, List.of(person()), List.of());
        for (int i = 1; i < CHAIN; i++) {
            below = add(country, List.of(holder(below)), List.of());
        }
        add(country, List.of(holder(below), person()), List.of("deep"));
    }

    private void diamond(String country) {
        String top = add(country, List.of(person()), List.of());
        String left = add(country, List.of(holder(top)), List.of());
        String right = add(country, List.of(holder(top)), List.of());
        add(country, List.of(holder(left), holder(right)), List.of("diamond"));
    }

    private void circle(String country) {
        String first = add(country, List.of(), List.of());
        String second = add(country, List.of(holder(first), person()), List.of());
        put(first, country, name(), List.of(holder(second), person()), List.of("circular"));
    }

    private void wide(String country) {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < WIDE; i++) {
            holders.add(i % 10 == 0 ? holder(add(country, List.of(), List.of())) : person());
        }
        add(country, holders, List.of("wide"));
    }

    private String add(String country, List<Holder> holders, List<String> tags) {
        String id =
                country.equals("BR") ? Identifiers.cnpj(10_000_000 + number++) : "%08d".formatted(3_000_000 + number++);
        put(id, country, name(), holders, tags);
        return id;
    }

    private void put(String id, String country, String name, List<Holder> holders, List<String> tags) {
        Facts facts = Facts.of(country, id);
        parties.put(
                id,
                new Party(
                        id,
                        PartyType.COMPANY,
                        country,
                        name,
                        null,
                        null,
                        tags.contains("dissolved") ? facts.is(Status.DISSOLVED) : facts,
                        holders,
                        tags));
    }

    private String name() {
        return FIRST[random.nextInt(FIRST.length)] + ' ' + SECOND[random.nextInt(SECOND.length)] + ' ' + number;
    }

    private Holder holder(String companyId) {
        return Holder.party(companyId, Holder.Role.OWNER, band());
    }

    private Holder person() {
        return Holder.person("Pessoa " + random.nextInt(100_000), band());
    }

    private Holder ceased() {
        return person().ceased("2021-05-17");
    }

    private int band() {
        return 25 * (1 + random.nextInt(3));
    }
}
