package io.freshet.simulator;

import io.freshet.simulator.SimulatedParty.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds the register: the same companies with the same numbers for the same seed. */
final class SyntheticRegister {

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
    private final Map<String, SimulatedParty> parties = new LinkedHashMap<>();
    private int number;

    private SyntheticRegister(long seed) {
        this.random = new Random(seed);
    }

    static Map<String, SimulatedParty> build(long seed) {
        SyntheticRegister register = new SyntheticRegister(seed);
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
        SimulatedParty closed = new SimulatedParty(
                first, country, name(), false, List.of(holder(second), person()), List.of("circular"));
        parties.put(first, closed);
    }

    private void wide(String country) {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < WIDE; i++) {
            holders.add(i % 10 == 0 ? holder(add(country, List.of(), List.of())) : person());
        }
        add(country, holders, List.of("wide"));
    }

    private String add(String country, List<Holder> holders, List<String> tags) {
        String id = country.equals("BR") ? cnpj(10_000_000 + number++) : "%08d".formatted(3_000_000 + number++);
        parties.put(id, new SimulatedParty(id, country, name(), tags.contains("dissolved"), holders, tags));
        return id;
    }

    private String name() {
        return FIRST[random.nextInt(FIRST.length)] + ' ' + SECOND[random.nextInt(SECOND.length)] + ' ' + number;
    }

    private Holder holder(String companyId) {
        return new Holder(companyId, null, band(), null);
    }

    private Holder person() {
        return new Holder(null, "Pessoa " + random.nextInt(100_000), band(), null);
    }

    private Holder ceased() {
        return new Holder(null, "Pessoa " + random.nextInt(100_000), band(), "2021-05-17");
    }

    private int band() {
        return 25 * (1 + random.nextInt(3));
    }

    /** Root, branch 0001 and the two check digits of Receita Federal: mod 11, weights 2 to 9 from the right. */
    private static String cnpj(int root) {
        String digits = "%08d0001".formatted(root);
        digits += check(digits);
        return digits + check(digits);
    }

    private static int check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * (2 + i % 8);
        }
        int rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }
}
