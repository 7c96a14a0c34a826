package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Holder;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Companies House: company profile, officers and persons with significant control; the lists in pages. */
final class CompaniesHouse implements Vendor {

    private static final String PATH = "/company/";
    private static final String RECORDED = "08957400";
    private static final String RECORDED_WITH_CONTROLLER = "14273658";
    private static final int PAGE = 35;
    private static final int LARGEST_PAGE = 100;
    private static final Map<String, String> COUNTRIES = Map.of(
            "GB",
            "United Kingdom",
            "NO",
            "Norway",
            "FR",
            "France",
            "BR",
            "Brazil",
            "DE",
            "Germany",
            "US",
            "Delaware, Usa");

    private final Register register;
    private final Map<String, JsonNode> recorded = new ConcurrentHashMap<>();

    CompaniesHouse(Register register) {
        this.register = register;
        recorded.put(PATH + RECORDED, Documents.recording("companieshouse-" + RECORDED));
        JsonNode controller = Documents.recording("companieshouse-psc-" + RECORDED_WITH_CONTROLLER)
                .path("data");
        recorded.put(
                PATH + RECORDED_WITH_CONTROLLER + "/persons-with-significant-control",
                page(List.of(controller), new Request("GET", "", "", Map.of(), "")));
        // The recording holds the holder only; of the company it holds the number.
        recorded.put(
                PATH + RECORDED_WITH_CONTROLLER,
                Documents.object()
                        .put("company_number", RECORDED_WITH_CONTROLLER)
                        .put("company_name", "COMPANY " + RECORDED_WITH_CONTROLLER)
                        .put("company_status", "active")
                        .put("type", "ltd"));
    }

    @Override
    public String name() {
        return "companieshouse";
    }

    @Override
    public boolean isAuthorized(Request request) {
        String header = request.header("Authorization").orElse("");
        return header.startsWith("Basic ") && header.length() > 8;
    }

    @Override
    public String subject(Request request, String path) {
        return path.startsWith(PATH) ? Documents.part(path, 2) : "";
    }

    @Override
    public Answer error(int status) {
        if (status == 401) {
            return Answer.json(
                    401,
                    Documents.object().put("error", "Invalid Authorization").put("type", "ch:service"));
        }
        return refusal(status, status == 404 ? "company-profile-not-found" : "service-error");
    }

    private static Answer refusal(int status, String error) {
        ObjectNode body = Documents.object();
        body.putArray("errors").addObject().put("error", error).put("type", "ch:service");
        return Answer.json(status, body);
    }

    @Override
    public Answer answer(Request request, String path) {
        JsonNode known = recorded.get(path);
        if (known != null) {
            return Answer.json(200, known);
        }
        Optional<Party> company = register.company("GB", subject(request, path));
        if (company.isEmpty()) {
            return error(404);
        }
        Party party = company.get();
        return switch (Documents.part(path, 3)) {
            case "" -> Answer.json(200, profile(party));
            case "officers" -> Answer.json(200, page(officers(party), request));
            case "persons-with-significant-control" ->
                party.holders().stream().anyMatch(holder -> holder.role().owns())
                        ? Answer.json(200, page(controllers(party), request))
                        : refusal(404, "resource-not-found");
            default -> refusal(404, "resource-not-found");
        };
    }

    private static ObjectNode profile(Party party) {
        ObjectNode profile = Documents.object()
                .put("company_number", party.id())
                .put("company_name", party.name().toUpperCase(Locale.ROOT) + " LIMITED")
                .put(
                        "company_status",
                        switch (party.facts().status()) {
                            case ACTIVE, SUSPENDED -> "active";
                            case INSOLVENT -> "liquidation";
                            case DISSOLVED -> "dissolved";
                        })
                .put("type", "ltd")
                .put("jurisdiction", "england-wales")
                .put("date_of_creation", "2004-03-02");
        if (party.facts().ended() != null) {
            profile.put("date_of_cessation", party.facts().ended());
        }
        profile.putArray("sic_codes").add("62012");
        profile.putObject("registered_office_address")
                .put("address_line_1", party.facts().address().street())
                .put("locality", party.facts().address().city())
                .put("postal_code", party.facts().address().postalCode())
                .put("country", "England");
        profile.putObject("links")
                .put("self", PATH + party.id())
                .put("officers", PATH + party.id() + "/officers")
                .put("persons_with_significant_control", PATH + party.id() + "/persons-with-significant-control");
        return profile;
    }

    private List<JsonNode> officers(Party party) {
        List<JsonNode> officers = party.holders().stream()
                .filter(holder -> holder.role().manages())
                .flatMap(holder -> register.party(holder).map(person -> officer(holder, person)).stream())
                .toList();
        return officers.isEmpty()
                ? List.of(Documents.object()
                        .put("name", "OFFICER, Example")
                        .put("officer_role", "director")
                        .put("appointed_on", "2010-06-01"))
                : officers;
    }

    private static JsonNode officer(Holder holder, Party person) {
        ObjectNode officer = Documents.object()
                .put("name", surname(person).toUpperCase(Locale.ROOT) + ", " + forenames(person))
                .put("officer_role", person.isCompany() ? "corporate-director" : "director")
                .put("appointed_on", "2010-06-01")
                .put("nationality", person.country().equals("GB") ? "British" : "Norwegian")
                .put("country_of_residence", COUNTRIES.get(person.country()));
        putBirth(officer, person);
        if (holder.ceased() != null) {
            officer.put("resigned_on", holder.ceased());
        }
        return officer;
    }

    private List<JsonNode> controllers(Party party) {
        return party.holders().stream()
                .filter(holder -> holder.role().owns())
                .<JsonNode>map(holder -> controller(party, holder))
                .toList();
    }

    private ObjectNode controller(Party owned, Holder holder) {
        @Nullable Party known = register.party(holder).orElse(null);
        boolean company = register.isCompany(holder);
        if (!company && owned.facts().undisclosed()) {
            return Documents.object()
                    .put("kind", "super-secure-person-with-significant-control")
                    .put("description", "super-secure-persons-with-significant-control")
                    .put("ceased", holder.ceased() != null);
        }
        ObjectNode item = Documents.object()
                .put("name", register.nameOf(holder))
                .put(
                        "kind",
                        company
                                ? "corporate-entity-person-with-significant-control"
                                : "individual-person-with-significant-control")
                .put("notified_on", "2016-04-06");
        item.putArray("natures_of_control")
                .add("ownership-of-shares-" + holder.band() + "-to-" + (holder.band() + 25) + "-percent");
        if (holder.ceased() != null) {
            item.put("ceased_on", holder.ceased()).put("ceased", true);
        }
        if (company) {
            putIdentification(item.putObject("identification"), holder, known);
        } else if (known != null) {
            item.putObject("name_elements").put("forename", forenames(known)).put("surname", surname(known));
            item.put("nationality", known.country().equals("GB") ? "British" : "Norwegian")
                    .put("country_of_residence", COUNTRIES.get(known.country()));
            putBirth(item, known);
        }
        item.putObject("links")
                .put(
                        "self",
                        PATH + owned.id() + "/persons-with-significant-control/"
                                + Integer.toHexString(item.hashCode()));
        return item;
    }

    private static void putIdentification(ObjectNode identification, Holder holder, @Nullable Party known) {
        @Nullable String country = known == null ? holder.country() : known.country();
        if (holder.partyId() != null) {
            identification.put("registration_number", holder.partyId());
        }
        identification
                .put("legal_form", "Limited By Shares")
                .put("legal_authority", "Company Law")
                .put(
                        "country_registered",
                        country == null ? "United Kingdom" : COUNTRIES.getOrDefault(country, country));
    }

    private static void putBirth(ObjectNode target, Party person) {
        String date = person.facts().birthDate();
        if (date != null) {
            target.putObject("date_of_birth")
                    .put("month", Integer.parseInt(date.substring(5, 7)))
                    .put("year", Integer.parseInt(date.substring(0, 4)));
        }
    }

    private static String surname(Party person) {
        return person.name().substring(person.name().lastIndexOf(' ') + 1);
    }

    private static String forenames(Party person) {
        int space = person.name().lastIndexOf(' ');
        return space < 0 ? "" : person.name().substring(0, space);
    }

    private static ObjectNode page(List<? extends JsonNode> all, Request request) {
        int start = number(request, "start_index", 0);
        int size = Math.min(number(request, "items_per_page", PAGE), LARGEST_PAGE);
        ObjectNode list = Documents.object()
                .put("start_index", start)
                .put("items_per_page", size)
                .put("total_results", all.size())
                .put(
                        "active_count",
                        all.stream().filter(CompaniesHouse::isActive).count())
                .put(
                        "ceased_count",
                        all.stream().filter(item -> item.has("ceased_on")).count());
        ArrayNode items = list.putArray("items");
        all.stream().skip(start).limit(size).forEach(items::add);
        return list;
    }

    private static boolean isActive(JsonNode item) {
        return !item.has("ceased_on") && !item.has("resigned_on");
    }

    private static int number(Request request, String parameter, int otherwise) {
        String text = request.parameter(parameter).orElse("");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
