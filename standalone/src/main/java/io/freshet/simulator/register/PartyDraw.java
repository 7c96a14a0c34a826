package io.freshet.simulator.register;

import io.freshet.core.PartyType;
import io.freshet.simulator.register.Holder.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Draws parties of several countries: the same with the same numbers for the same seed and order of calls. */
final class PartyDraw {

    private static final List<String> FORENAMES = List.of(
            "Ada", "Bruno", "Clara", "Dag", "Elise", "Felix", "Greta", "Hugo", "Ingrid", "Jonas", "Karin", "Louis");
    private static final Map<String, List<String>> SURNAMES = Map.of(
            "BR", List.of("Aroeira", "Barauna", "Cajueiro", "Dendezal", "Embauba", "Figueiral"),
            "GB", List.of("Ashcombe", "Birkdale", "Cragwell", "Dunmoor", "Elmstead", "Fernhill"),
            "NO", List.of("Askedal", "Bjerkvoll", "Einerlund", "Furuheim", "Granlien", "Hasselvik"),
            "FR", List.of("Aubépin", "Bruyère-Lac", "Charmoy", "Desnoyers", "Érablet", "Frênaie"));
    private static final List<String> COMPANY_FIRST =
            List.of("Nordavind", "Polaris", "Mistral", "Aurora", "Skagen", "Bellevue", "Tramontane", "Fjellheim");
    private static final List<String> COMPANY_SECOND =
            List.of("Marine", "Energi", "Conseil", "Holding", "Logistikk", "Patrimoine", "Invest", "Transport");

    private final Random random;
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<String>> people = new HashMap<>();

    PartyDraw(long seed) {
        this.random = new Random(seed);
    }

    Map<String, Party> parties() {
        return parties;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A person with a name that no other one drawn here has. */
    String person(String country, String... tags) {
        List<String> known = people.computeIfAbsent(country, key -> new ArrayList<>());
        List<String> surnames = Objects.requireNonNull(SURNAMES.get(country), country);
        int index = known.size();
        // The two forenames alone tell apart as many as are drawn.
        String name = FORENAMES.get(index % FORENAMES.size())
                + ' '
                + FORENAMES.get(index / FORENAMES.size() % FORENAMES.size())
                + ' '
                + surnames.get(index % surnames.size());
        String id =
                named(country, name, "%d-%02d-%02d".formatted(1940 + below(60), 1 + below(12), 1 + below(28)), tags);
        known.add(id);
        return id;
    }

    /** A person that is told. */
    String named(String country, String name, String birthDate, String... tags) {
        String id = "P%05d".formatted(next("person"));
        List<String> all = new ArrayList<>(List.of("person"));
        all.addAll(List.of(tags));
        Facts facts = Facts.of(country, id).born(birthDate);
        parties.put(id, new Party(id, PartyType.PERSON, country, name, null, null, facts, List.of(), all));
        return id;
    }

    /** One of the people of a country that were drawn. */
    String somebody(String country) {
        List<String> known = Objects.requireNonNull(people.get(country), country);
        return known.get(below(known.size()));
    }

    String company(String country, List<Holder> holders, String... tags) {
        String id = number(country);
        String name = COMPANY_FIRST.get(below(COMPANY_FIRST.size()))
                + ' '
                + COMPANY_SECOND.get(below(COMPANY_SECOND.size()))
                + ' '
                + next("name");
        parties.put(
                id,
                new Party(
                        id,
                        PartyType.COMPANY,
                        country,
                        name,
                        country.equals("DE") || country.equals("GR") ? id : null,
                        null,
                        Facts.of(country, id),
                        holders,
                        List.of(tags)));
        return id;
    }

    /** Gives a company its VAT number in France, valid. */
    void giveFrenchVat(String id) {
        change(
                id,
                party -> new Party(
                        id,
                        party.type(),
                        party.country(),
                        party.name(),
                        Identifiers.frenchVat(id),
                        party.lei(),
                        party.facts().vat(true),
                        party.holders(),
                        and(party.tags(), "vat")));
    }

    /** Gives a company a LEI that names no parent. */
    void giveLei(String id) {
        change(
                id,
                party -> party.with(new Lei(Identifiers.lei(party.country(), next("lei")), "ISSUED", null, null))
                        .tagged(and(party.tags(), "lei")));
    }

    void changeLei(String id, UnaryOperator<Lei> change) {
        change(id, party -> party.with(change.apply(Objects.requireNonNull(party.lei()))));
    }

    void change(String id, UnaryOperator<Party> change) {
        parties.computeIfPresent(id, (key, party) -> change.apply(party));
    }

    void tag(String id, String tag) {
        change(id, party -> party.tagged(and(party.tags(), tag)));
    }

    Holder owner(String id) {
        return Holder.party(id, Role.OWNER, 25 * (1 + below(3)));
    }

    Holder officer(String country) {
        return Holder.party(somebody(country), Role.OFFICER, 25);
    }

    Holder partner(String country) {
        return Holder.party(somebody(country), Role.BOTH, 25 * (1 + below(3)));
    }

    private String number(String country) {
        String id = "";
        while (id.isEmpty()) {
            int next = next(country);
            id = switch (country) {
                case "BR" -> Identifiers.cnpj(20_000_000 + next);
                case "GB" -> "%08d".formatted(4_000_000 + next);
                case "NO" -> Identifiers.orgnr(90_000_000 + next);
                case "FR" -> Identifiers.siren(80_000_000 + next);
                case "DE" -> Identifiers.germanVat(70_000_000 + next);
                default -> Identifiers.greekVat(70_000_000 + next);
            };
        }
        return id;
    }

    private int next(String kind) {
        return numbers.merge(kind, 1, Integer::sum);
    }

    private static List<String> and(List<String> tags, String tag) {
        List<String> all = new ArrayList<>(tags);
        all.add(tag);
        return all;
    }
}
