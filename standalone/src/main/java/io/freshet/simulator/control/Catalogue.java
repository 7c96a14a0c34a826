package io.freshet.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.simulator.fault.BadControlException;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Facts;
import io.freshet.simulator.register.Holder;
import io.freshet.simulator.register.Lei;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The list of parties, in pages: {@code tag} (all of those that are given), {@code country}, {@code type}, {@code limit}, {@code offset}. */
final class Catalogue {

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 10_000;
    private static final Set<String> PARAMETERS = Set.of("tag", "country", "type", "limit", "offset");

    private Catalogue() {}

    static Answer answer(Register register, Request request) {
        Set<String> others = new TreeSet<>(request.query().keySet());
        others.removeAll(PARAMETERS);
        if (!others.isEmpty()) {
            throw new BadControlException(
                    others.iterator().next(), "not known; there are tag, country, type, limit, offset");
        }
        int limit = number(request, "limit", PAGE, 1, LARGEST_PAGE);
        int offset = number(request, "offset", 0, 0, Integer.MAX_VALUE);
        List<Party> found = found(register, request);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        found.stream().skip(offset).limit(limit).forEach(party -> list.add(entry(party)));
        return Answer.json(200, list).with("Total-Count", Integer.toString(found.size()));
    }

    private static List<Party> found(Register register, Request request) {
        List<String> tags = request.query().getOrDefault("tag", List.of());
        String country = request.parameter("country").orElse("");
        String type = request.parameter("type").orElse("");
        if (!type.isEmpty()
                && Stream.of(PartyType.values()).noneMatch(known -> known.word().equals(type))) {
            throw new BadControlException("type", "company or person");
        }
        return register.all()
                .filter(party -> party.tags().containsAll(tags))
                .filter(party -> country.isEmpty() || party.country().equals(country))
                .filter(party -> type.isEmpty() || party.type().word().equals(type))
                .toList();
    }

    private static int number(Request request, String name, int otherwise, int least, int most) {
        String text = request.parameter(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new BadControlException(name, "a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    private static ObjectNode entry(Party party) {
        Lei lei = party.lei();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", party.id())
                .put("type", party.type().word())
                .put("country", party.country())
                .put("taxId", party.isCompany() ? party.id() : null)
                .put("vat", party.vat())
                .put("lei", lei == null ? null : lei.code())
                .put("name", party.name());
        party.tags().forEach(node.putArray("tags")::add);
        return node;
    }

    /** A party with all that is known of it. */
    static ObjectNode whole(Party party) {
        Facts facts = party.facts();
        ObjectNode node = entry(party)
                .put("status", facts.status().word())
                .put("ended", facts.ended())
                .put("birthDate", facts.birthDate())
                .put("vatRegistered", facts.vatRegistered())
                .put("undisclosed", facts.undisclosed());
        facts.topics().forEach(node.putArray("topics")::add);
        Address address = facts.address();
        node.putObject("address")
                .put("street", address.street())
                .put("number", address.number())
                .put("city", address.city())
                .put("postalCode", address.postalCode())
                .put("region", address.region());
        Lei lei = party.lei();
        if (lei != null) {
            node.put("leiStatus", lei.status()).put("leiParent", lei.parent()).put("leiException", lei.exception());
        }
        ArrayNode holders = node.putArray("holders");
        for (Holder holder : party.holders()) {
            holders.addObject()
                    .put("party", holder.partyId())
                    .put("name", holder.name())
                    .put("country", holder.country())
                    .put("role", holder.role().word())
                    .put("band", holder.band())
                    .put("ceased", holder.ceased());
        }
        return node;
    }
}
