package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Holder;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import io.freshet.simulator.register.Status;
import java.math.BigInteger;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Enhetsregisteret of Brønnøysund: {@code /enheter/{orgnr}} and {@code /enheter/{orgnr}/roller}. Below its base address, or below
 * the host's, with {@code /enhetsregisteret/api} before.
 */
final class Brreg implements Vendor {

    private static final String BASE = "/enhetsregisteret/api";
    private static final String REAL = "https://data.brreg.no" + BASE;
    private static final String UNITS = "/enheter/";
    private static final String RECORDED = "923609016";

    private final Register register;
    private final Clock clock;
    private final Map<String, JsonNode> recorded = new ConcurrentHashMap<>();

    Brreg(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
        recorded.put(UNITS + RECORDED, Documents.recording("brreg-" + RECORDED));
    }

    @Override
    public String name() {
        return "brreg";
    }

    @Override
    public String subject(Request request, String path) {
        return Documents.part(bare(path), 2);
    }

    private static String bare(String path) {
        return path.startsWith(BASE) ? path.substring(BASE.length()) : path;
    }

    @Override
    public Answer error(int status) {
        return Answer.json(
                status,
                Documents.object()
                        .put(
                                "tidsstempel",
                                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                        .put("status", status)
                        .put("feilmelding", status < 500 ? "Feil i forespørselen" : "Intern feil")
                        .put("antallFeil", 0));
    }

    @Override
    public Answer answer(Request request, String path) {
        String bare = bare(path);
        JsonNode known = recorded.get(bare);
        if (known != null) {
            return Answer.json(200, known);
        }
        if (!bare.startsWith(UNITS)) {
            return error(404);
        }
        String orgnr = Documents.part(bare, 2);
        if (!orgnr.matches("[0-9]{9}")) {
            return error(400);
        }
        Optional<Party> company = register.company("NO", orgnr);
        if (company.isEmpty()) {
            return error(404);
        }
        Party party = company.get();
        if (party.facts().undisclosed()) {
            return removed(party);
        }
        return switch (Documents.part(bare, 3)) {
            case "" -> Answer.json(200, unit(party));
            // A unit that was struck off has no roles any more.
            case "roller" -> party.is(Status.DISSOLVED) ? error(404) : Answer.json(200, roles(party));
            default -> error(404);
        };
    }

    /** What is left of a unit that was removed for legal reasons. */
    private static Answer removed(Party party) {
        return Answer.json(
                410,
                Documents.object()
                        .put("organisasjonsnummer", party.id())
                        .put(
                                "slettedato",
                                Objects.requireNonNullElse(party.facts().ended(), "2019-04-01")));
    }

    private static ObjectNode link(String target) {
        ObjectNode links = Documents.object();
        links.putObject("self").put("href", target);
        return links;
    }

    private static boolean isPartnership(Party party) {
        return party.holders().stream().anyMatch(holder -> holder.role().owns());
    }

    /** Whether each partner is liable for a part alone, of which the register tells the size. */
    private static boolean isShared(Party party) {
        return isPartnership(party) && party.id().charAt(7) % 2 == 0;
    }

    private static String form(Party party) {
        return isShared(party) ? "DA" : isPartnership(party) ? "ANS" : "AS";
    }

    private static String formText(String form) {
        return switch (form) {
            case "DA" -> "Ansvarlig selskap med delt ansvar";
            case "ANS" -> "Ansvarlig selskap med solidarisk ansvar";
            default -> "Aksjeselskap";
        };
    }

    private static JsonNode unit(Party party) {
        String form = form(party);
        ObjectNode unit = Documents.object()
                .put("organisasjonsnummer", party.id())
                .put("navn", party.name().toUpperCase(Locale.ROOT) + " " + form);
        unit.putObject("organisasjonsform")
                .put("kode", form)
                .put("beskrivelse", formText(form))
                .set("_links", link(REAL + "/organisasjonsformer/" + form));
        unit.set("_links", link(REAL + UNITS + party.id()));
        if (party.is(Status.DISSOLVED)) {
            // Of a unit that was struck off this is all that is left.
            return unit.put("slettedato", party.facts().ended()).put("respons_klasse", "SlettetEnhet");
        }
        unit.put("registreringsdatoEnhetsregisteret", "2004-03-09")
                .put("stiftelsesdato", "2004-03-02")
                .put("registrertIMvaregisteret", true)
                .put("registrertIForetaksregisteret", true)
                .put("registrertIStiftelsesregisteret", false)
                .put("registrertIFrivillighetsregisteret", false)
                .put("harRegistrertAntallAnsatte", true)
                .put("antallAnsatte", 12)
                .put("konkurs", party.is(Status.INSOLVENT))
                .put("underAvvikling", party.is(Status.SUSPENDED))
                .put("underTvangsavviklingEllerTvangsopplosning", false)
                .put("maalform", "Bokmål")
                .put("respons_klasse", "Enhet");
        if (party.is(Status.INSOLVENT)) {
            unit.put("konkursdato", "2024-05-06");
        }
        unit.putObject("naeringskode1").put("kode", "62.100").put("beskrivelse", "Programmeringstjenester");
        unit.putObject("institusjonellSektorkode").put("kode", "2100").put("beskrivelse", "Private aksjeselskaper mv.");
        unit.set("forretningsadresse", address(party.facts().address()));
        return unit;
    }

    private static ObjectNode address(Address address) {
        ObjectNode node = Documents.object()
                .put("land", "Norge")
                .put("landkode", "NO")
                .put("postnummer", address.postalCode())
                .put("poststed", address.city())
                .put("kommune", address.city())
                .put("kommunenummer", "0301");
        node.putArray("adresse")
                .add(address.number() == null ? address.street() : address.street() + ' ' + address.number());
        return node;
    }

    private JsonNode roles(Party party) {
        ObjectNode answer = Documents.object();
        ArrayNode groups = answer.putArray("rollegrupper");
        List<Holder> managers = party.holders().stream()
                .filter(holder -> holder.role() == Holder.Role.OFFICER)
                .toList();
        List<Holder> owners =
                party.holders().stream().filter(holder -> holder.role().owns()).toList();
        if (!managers.isEmpty()) {
            putRoles(putGroup(groups, "DAGL", "Daglig leder"), "DAGL", "Daglig leder", managers.subList(0, 1));
            putRoles(putGroup(groups, "STYR", "Styre"), "LEDE", "Styrets leder", managers);
        }
        if (!owners.isEmpty()) {
            ArrayNode partners = putGroup(groups, "DELT", "Deltakere");
            if (isShared(party)) {
                putRoles(partners, "DTPR", "Deltaker med delt ansvar", owners);
                int whole = owners.stream().mapToInt(Holder::band).sum();
                for (int i = 0; i < owners.size(); i++) {
                    ((ObjectNode) partners.get(i))
                            .put("ansvarsandel", fraction(owners.get(i).band(), whole));
                }
            } else {
                putRoles(partners, "DTSO", "Deltaker med solidarisk ansvar", owners);
            }
        }
        ObjectNode links = answer.putObject("_links");
        links.putObject("self").put("href", REAL + UNITS + party.id() + "/roller");
        links.putObject("enhet").put("href", REAL + UNITS + party.id());
        return answer;
    }

    private static String fraction(int part, int whole) {
        int divisor = BigInteger.valueOf(part).gcd(BigInteger.valueOf(whole)).intValue();
        return part / divisor + "/" + whole / divisor;
    }

    /** Gives the list for the roles of the group. */
    private static ArrayNode putGroup(ArrayNode groups, String code, String text) {
        ObjectNode node = groups.addObject();
        node.putObject("type")
                .put("kode", code)
                .put("beskrivelse", text)
                .set("_links", link(REAL + "/roller/rollegruppetyper/" + code));
        return node.put("sistEndret", "2019-02-11").putArray("roller");
    }

    private void putRoles(ArrayNode roles, String code, String text, List<Holder> holders) {
        for (int i = 0; i < holders.size(); i++) {
            ObjectNode entry = roles.addObject();
            entry.putObject("type")
                    .put("kode", code)
                    .put("beskrivelse", text)
                    .set("_links", link(REAL + "/roller/rolletyper/" + code));
            putHolder(entry, holders.get(i));
            entry.put("fratraadt", holders.get(i).ceased() != null)
                    .put("avregistrert", false)
                    .put("rekkefolge", i);
        }
    }

    private void putHolder(ObjectNode entry, Holder holder) {
        @Nullable Party known = register.party(holder).orElse(null);
        String name = register.nameOf(holder);
        boolean company = register.isCompany(holder);
        if (company) {
            ObjectNode unit = entry.putObject("enhet");
            if (known != null && known.country().equals("NO")) {
                unit.put("organisasjonsnummer", known.id());
            }
            unit.putObject("organisasjonsform").put("kode", "AS").put("beskrivelse", "Aksjeselskap");
            unit.putArray("navn").add(name);
            unit.put("erSlettet", known != null && known.is(Status.DISSOLVED));
        } else {
            ObjectNode person = entry.putObject("person");
            if (known != null) {
                person.put(
                        "fodselsdato", Objects.requireNonNullElse(known.facts().birthDate(), "1970-01-01"));
            }
            int space = name.lastIndexOf(' ');
            person.putObject("navn")
                    .put("fornavn", space < 0 ? "" : name.substring(0, space))
                    .put("etternavn", name.substring(space + 1));
            person.put("erDoed", false);
        }
    }
}
