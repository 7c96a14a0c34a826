package io.freshet.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.fault.BadControlException;
import io.freshet.simulator.fault.Faults;
import io.freshet.simulator.fault.Limits;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The controls; docs/simulator.md shows them by examples. */
public final class Controls {

    private static final String PARTIES = "/_parties/";

    private final Register register;
    private final CallLog calls;
    private final Faults faults;
    private final Limits limits;
    private final Clock clock;
    private final Set<String> vendors;

    /**
     * Sets them up.
     *
     * @param vendors names of the providers
     */
    public Controls(Register register, CallLog calls, Faults faults, Limits limits, Clock clock, Set<String> vendors) {
        this.register = register;
        this.calls = calls;
        this.faults = faults;
        this.limits = limits;
        this.clock = clock;
        this.vendors = Set.copyOf(vendors);
    }

    /** Whether a path is one of the controls. */
    public static boolean isControl(String path) {
        return path.startsWith("/_");
    }

    public Answer answer(Request request) {
        try {
            return request.path().startsWith(PARTIES)
                    ? party(request, request.path().substring(PARTIES.length()))
                    : control(request);
        } catch (BadControlException e) {
            return refusal(400, e.field(), e.text());
        }
    }

    private Answer control(Request request) {
        return switch (request.method() + ' ' + request.path()) {
            case "GET /_catalogue" -> Catalogue.answer(register, request);
            case "GET /_calls" -> Answer.json(200, calls.since(since(request), provider(request)));
            case "GET /_calls/summary" -> Answer.json(200, calls.summary());
            case "DELETE /_calls" -> {
                calls.clear();
                yield Answer.empty(204);
            }
            case "GET /_faults" -> Answer.json(200, faults.shown());
            case "PUT /_faults" -> {
                faults.add(request.body(), vendors);
                yield Answer.empty(204);
            }
            case "DELETE /_faults" -> {
                faults.clear();
                yield Answer.empty(204);
            }
            case "GET /_limits" ->
                Answer.json(200, limits.shown(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
            case "PUT /_limits" -> {
                limits.set(request.body(), vendors);
                yield Answer.empty(204);
            }
            case "DELETE /_limits" -> {
                limits.clear();
                yield Answer.empty(204);
            }
            default -> refusal(404, "", "no such control");
        };
    }

    private Answer party(Request request, String id) {
        return switch (request.method()) {
            case "GET" ->
                register.find(id)
                        .map(found -> Answer.json(200, Catalogue.whole(found)))
                        .orElseGet(() -> unknown(id));
            case "PUT" -> {
                Optional<Party> changed = PartyChange.apply(register, id, request.body());
                yield changed.isPresent() ? Answer.empty(204) : unknown(id);
            }
            default -> refusal(404, "", "no such control");
        };
    }

    private static Answer unknown(String id) {
        return refusal(404, "id", "no party " + id);
    }

    private static Instant since(Request request) {
        String text = request.parameter("since").orElse("");
        if (text.isEmpty()) {
            return Instant.MIN;
        }
        try {
            return text.matches("[0-9]{1,18}")
                    ? Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadControlException(
                    "since", "an instant such as 2026-11-25T10:00:00Z, or microseconds since 1970");
        }
    }

    private @Nullable String provider(Request request) {
        @Nullable String provider = request.parameter("provider").orElse(null);
        if (provider != null && !vendors.contains(provider)) {
            throw new BadControlException("provider", "one of " + String.join(", ", vendors));
        }
        return provider;
    }

    private static Answer refusal(int status, String field, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("field", field).put("message", message);
        return Answer.json(status, body);
    }
}
