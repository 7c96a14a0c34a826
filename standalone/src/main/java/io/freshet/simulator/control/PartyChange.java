package io.freshet.simulator.control;

import io.freshet.simulator.fault.BadControlException;
import io.freshet.simulator.fault.Fields;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Facts;
import io.freshet.simulator.register.Holder;
import io.freshet.simulator.register.Lei;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import io.freshet.simulator.register.Status;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of a party as a control writes them: all of them, or none where one is wrong. */
final class PartyChange {

    private static final String TODAY = "2026-11-01";
    private static final List<String> STATUSES =
            Stream.of(Status.values()).map(Status::word).toList();
    private static final List<String> ROLES =
            Stream.of(Holder.Role.values()).map(Holder.Role::word).toList();

    private final Register register;
    private final Fields fields;

    private PartyChange(Register register, Fields fields) {
        this.register = register;
        this.fields = fields;
    }

    /**
     * Changes a party.
     *
     * @return as it is now; empty when there is none with that id
     * @throws BadControlException naming the field
     */
    static Optional<Party> apply(Register register, String id, String body) {
        Fields fields = Fields.of(body)
                .only(
                        "name",
                        "status",
                        "dissolved",
                        "ended",
                        "address",
                        "birthDate",
                        "topics",
                        "pep",
                        "vatRegistered",
                        "undisclosed",
                        "lei",
                        "holders");
        PartyChange change = new PartyChange(register, fields);
        return register.change(id, change::changed);
    }

    private Party changed(Party party) {
        Party changed = fields.filled("name").map(party::named).orElse(party);
        Optional<Fields> lei = fields.object("lei");
        if (lei.isPresent()) {
            changed = changed.with(lei(changed.lei(), lei.get()));
        }
        Optional<Fields> holders = fields.object("holders");
        if (holders.isPresent()) {
            changed = changed.heldBy(holders(changed, holders.get()));
        }
        return changed.with(facts(changed.facts(), changed.isCompany()));
    }

    private Facts facts(Facts before, boolean company) {
        Facts facts = status(before);
        Optional<String> ended = date(fields, "ended");
        if (ended.isPresent()) {
            if (facts.status() != Status.DISSOLVED) {
                throw fields.wrong("ended", "a date for one that is dissolved");
            }
            facts = facts.endedOn(ended.get());
        }
        Optional<Fields> address = fields.object("address");
        if (address.isPresent()) {
            facts = facts.at(address(facts.address(), address.get()));
        }
        Optional<String> born = date(fields, "birthDate");
        if (born.isPresent()) {
            if (company) {
                throw fields.wrong("birthDate", "a date for a person");
            }
            facts = facts.born(born.get());
        }
        facts = topics(facts);
        if (fields.has("vatRegistered")) {
            facts = facts.vat(fields.flag("vatRegistered"));
        }
        return fields.has("undisclosed") ? facts.kept(fields.flag("undisclosed")) : facts;
    }

    private Facts status(Facts facts) {
        fields.atMostOne("status", "dissolved");
        Optional<String> status = fields.oneOf("status", STATUSES);
        if (status.isPresent()) {
            return facts.is(Status.valueOf(status.get().toUpperCase(Locale.ROOT)));
        }
        if (!fields.has("dissolved")) {
            return facts;
        }
        return facts.is(fields.flag("dissolved") ? Status.DISSOLVED : Status.ACTIVE);
    }

    private Facts topics(Facts facts) {
        fields.atMostOne("topics", "pep");
        if (fields.has("topics")) {
            return facts.listed(fields.texts("topics"));
        }
        if (!fields.has("pep")) {
            return facts;
        }
        List<String> topics = new ArrayList<>(facts.topics());
        topics.remove("role.pep");
        if (fields.flag("pep")) {
            topics.add("role.pep");
        }
        return facts.listed(topics);
    }

    private static Address address(Address before, Fields fields) {
        fields.only("street", "number", "city", "postalCode", "region");
        return new Address(
                fields.filled("street").orElse(before.street()),
                orNull(fields, "number", before.number()),
                fields.filled("city").orElse(before.city()),
                fields.filled("postalCode").orElse(before.postalCode()),
                orNull(fields, "region", before.region()));
    }

    private static @Nullable String orNull(Fields fields, String name, @Nullable String before) {
        if (!fields.has(name)) {
            return before;
        }
        return fields.isNull(name) ? null : fields.filled(name).orElse(null);
    }

    private Lei lei(@Nullable Lei before, Fields lei) {
        lei.only("status", "parent", "exception");
        if (before == null) {
            throw fields.wrong("lei", "not for a party without one");
        }
        lei.atMostOne("parent", "exception");
        Lei changed = lei.like("status", "[A-Z_]{1,40}", "such as LAPSED")
                .map(before::with)
                .orElse(before);
        if (lei.has("parent")) {
            @Nullable String parent = orNull(lei, "parent", null);
            if (parent != null && register.find(parent).map(Party::lei).isEmpty()) {
                throw lei.wrong("parent", "the id of a party with a LEI");
            }
            changed = changed.under(parent);
        }
        return lei.has("exception")
                ? changed.excepted(
                        lei.isNull("exception") ? null : lei.filled("exception").orElse(null))
                : changed;
    }

    private List<Holder> holders(Party party, Fields change) {
        change.only("add", "remove", "cease");
        if (!party.isCompany()) {
            throw fields.wrong("holders", "not for a person");
        }
        List<Holder> holders = new ArrayList<>(party.holders());
        for (String named : change.texts("remove")) {
            if (!holders.removeIf(holder -> holder.isNamed(named))) {
                throw change.wrong("remove", named + " is no holder");
            }
        }
        for (Fields ceased : change.objects("cease")) {
            ceased.only("holder", "on");
            String named = ceased.filled("holder").orElseThrow(() -> ceased.wrong("holder", "an id or a name"));
            String on = date(ceased, "on").orElse(TODAY);
            if (holders.stream().noneMatch(holder -> holder.isNamed(named))) {
                throw ceased.wrong("holder", named + " is no holder");
            }
            holders.replaceAll(holder -> holder.isNamed(named) ? holder.ceased(on) : holder);
        }
        change.objects("add").forEach(added -> holders.add(added(added)));
        return holders;
    }

    private Holder added(Fields fields) {
        fields.only("party", "name", "country", "role", "band");
        fields.atMostOne("party", "name");
        fields.atMostOne("party", "country");
        @Nullable String party = fields.filled("party").orElse(null);
        @Nullable String name = fields.filled("name").orElse(null);
        if (party == null && name == null) {
            throw fields.wrong("party", "the id of a party, or a name");
        }
        if (party != null && register.find(party).isEmpty()) {
            throw fields.wrong("party", "the id of a party");
        }
        int band = fields.integer("band", 25, 75, 25);
        if (band % 25 != 0) {
            throw fields.wrong("band", "25, 50 or 75");
        }
        return new Holder(
                party,
                name,
                fields.like("country", "[A-Z]{2}", "a country of ISO 3166-1, for a company that is in no register")
                        .orElse(null),
                Holder.Role.valueOf(fields.oneOf("role", ROLES).orElse("owner").toUpperCase(Locale.ROOT)),
                band,
                null);
    }

    private static Optional<String> date(Fields fields, String name) {
        Optional<String> text = fields.text(name);
        if (text.isPresent()) {
            try {
                LocalDate.parse(text.get());
            } catch (DateTimeParseException e) {
                throw fields.wrong(name, "a date such as 2024-05-31");
            }
        }
        return text;
    }
}
