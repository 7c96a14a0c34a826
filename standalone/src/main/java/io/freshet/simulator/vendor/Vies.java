package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * VIES, the check of VAT numbers: {@code POST /check-vat-number} and {@code GET /ms/{country}/vat/{number}}. Below its base address,
 * or below the host's, with {@code /taxation_customs/vies/rest-api} before.
 */
final class Vies implements Vendor {

    private static final String BASE = "/taxation_customs/vies/rest-api";
    private static final String HIDDEN = "---";
    private static final Set<String> MEMBERS = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI");

    private final Register register;
    private final Clock clock;

    Vies(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /** What was asked about. */
    private record VatNumber(String country, String digits) {
        String whole() {
            return country + digits;
        }
    }

    @Override
    public String name() {
        return "vies";
    }

    @Override
    public String subject(Request request, String path) {
        return number(request, bare(path)).map(VatNumber::whole).orElse("");
    }

    private static String bare(String path) {
        return path.startsWith(BASE) ? path.substring(BASE.length()) : path;
    }

    @Override
    public Answer error(int status) {
        return refusal(
                status,
                switch (status) {
                    case 400 -> "INVALID_INPUT";
                    case 429 -> "MS_MAX_CONCURRENT_REQ";
                    case 503 -> "MS_UNAVAILABLE";
                    default -> "SERVICE_UNAVAILABLE";
                });
    }

    private static Answer refusal(int status, String error) {
        ObjectNode body = Documents.object().put("actionSucceed", false);
        body.putArray("errorWrappers").addObject().put("error", error);
        return Answer.json(status, body);
    }

    private static Optional<VatNumber> number(Request request, String path) {
        if (path.equals("/check-vat-number")) {
            JsonNode body = Documents.parsed(request.body());
            return Optional.of(new VatNumber(
                    body.path("countryCode").asText().toUpperCase(Locale.ROOT),
                    body.path("vatNumber").asText().toUpperCase(Locale.ROOT)));
        }
        if (path.startsWith("/ms/") && Documents.part(path, 3).equals("vat")) {
            return Optional.of(new VatNumber(
                    Documents.part(path, 2).toUpperCase(Locale.ROOT),
                    Documents.part(path, 4).toUpperCase(Locale.ROOT)));
        }
        return Optional.empty();
    }

    @Override
    public Answer answer(Request request, String path) {
        String bare = bare(path);
        boolean posted = bare.equals("/check-vat-number");
        if (posted != request.method().equals("POST")) {
            return error(404);
        }
        Optional<VatNumber> asked = number(request, bare);
        if (asked.isEmpty()) {
            return error(404);
        }
        VatNumber number = asked.get();
        if (!MEMBERS.contains(number.country()) || !number.digits().matches("[0-9A-Z+*.]{2,12}")) {
            // Errors of what was asked come with status 200.
            return refusal(200, "INVALID_INPUT");
        }
        Optional<Party> party =
                register.byVat(number.whole()).filter(known -> known.facts().vatRegistered());
        return Answer.json(200, posted ? checked(number, party) : looked(number, party));
    }

    private ObjectNode checked(VatNumber number, Optional<Party> party) {
        return Documents.object()
                .put("countryCode", number.country())
                .put("vatNumber", number.digits())
                .put(
                        "requestDate",
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("valid", party.isPresent())
                .put("requestIdentifier", "")
                .put("name", party.map(Vies::nameOf).orElse(HIDDEN))
                .put("address", party.map(Vies::addressOf).orElse(HIDDEN))
                .put("traderName", HIDDEN)
                .put("traderStreet", HIDDEN)
                .put("traderPostalCode", HIDDEN)
                .put("traderCity", HIDDEN)
                .put("traderCompanyType", HIDDEN)
                .put("traderNameMatch", "NOT_PROCESSED")
                .put("traderStreetMatch", "NOT_PROCESSED")
                .put("traderPostalCodeMatch", "NOT_PROCESSED")
                .put("traderCityMatch", "NOT_PROCESSED")
                .put("traderCompanyTypeMatch", "NOT_PROCESSED");
    }

    private ObjectNode looked(VatNumber number, Optional<Party> party) {
        ObjectNode answer = Documents.object()
                .put("isValid", party.isPresent())
                .put(
                        "requestDate",
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("userError", party.isPresent() ? "VALID" : "INVALID")
                .put("name", party.map(Vies::nameOf).orElse(HIDDEN))
                .put("address", party.map(Vies::addressOf).orElse(HIDDEN))
                .put("requestIdentifier", "")
                .put("originalVatNumber", number.digits())
                .put("vatNumber", number.digits());
        answer.putObject("viesApproximate")
                .put("name", HIDDEN)
                .put("street", HIDDEN)
                .put("postalCode", HIDDEN)
                .put("city", HIDDEN)
                .put("companyType", HIDDEN)
                .put("matchName", 3)
                .put("matchStreet", 3)
                .put("matchPostalCode", 3)
                .put("matchCity", 3)
                .put("matchCompanyType", 3);
        return answer;
    }

    private static String nameOf(Party party) {
        return party.facts().undisclosed() ? HIDDEN : party.name().toUpperCase(Locale.ROOT);
    }

    private static String addressOf(Party party) {
        if (party.facts().undisclosed()) {
            return HIDDEN;
        }
        Address address = party.facts().address();
        String line = address.number() == null ? address.street() : address.number() + ' ' + address.street();
        return line + '\n' + address.postalCode() + ' ' + address.city();
    }
}
