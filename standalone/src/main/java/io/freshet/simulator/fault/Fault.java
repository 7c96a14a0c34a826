package io.freshet.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.vendor.Vendor;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with some calls.
 *
 * @param where which calls
 * @param latency before the answer
 * @param status instead of the answer; 0 for none
 * @param retryAfter what the header of that name says; null for no header
 * @param damage what becomes of the answer
 * @param left how often it still happens
 */
public record Fault(
        Where where, Latency latency, int status, @Nullable RetryAfter retryAfter, Damage damage, AtomicInteger left) {

    private static final int MOST_MEBIBYTES = 512;
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>503</title></head><body>maintenance</body></html>";
    private static final String[] DAMAGES = {
        "truncate",
        "cutJson",
        "reset",
        "hang",
        "drip",
        "oversizedMiB",
        "gzipBombMiB",
        "wrongType",
        "errorPage",
        "emptyBody",
        "invalidJson",
        "body"
    };

    /**
     * Calls by what they ask; an empty text is any.
     *
     * @param provider its name
     * @param subject what the path or the name that is asked about contains
     * @param path what the path contains
     */
    public record Where(String provider, String subject, String path) {

        boolean fits(String vendor, String askedAbout, String askedPath) {
            return (provider.isEmpty() || provider.equals(vendor))
                    && (askedPath.contains(subject) || askedAbout.contains(subject))
                    && askedPath.contains(path);
        }
    }

    /** Seconds as a text, or a date so far from the moment of the answer. */
    public record RetryAfter(String text, @Nullable Duration fromNow) {

        private static final DateTimeFormatter HTTP_DATE =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

        String at(Clock clock) {
            return fromNow == null
                    ? text
                    : HTTP_DATE.format(clock.instant()
                            .plus(fromNow)
                            .plusMillis(999)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .atZone(ZoneOffset.UTC));
        }
    }

    /**
     * Reads one.
     *
     * @param vendors names of the providers
     * @throws BadControlException naming the field
     */
    static Fault read(String body, Collection<String> vendors) {
        Fields fields = Fields.of(body);
        fields.only(
                "provider",
                "subject",
                "path",
                "times",
                "latencyMs",
                "latency",
                "status",
                "retryAfter",
                "retryAfterDate",
                "contentType",
                "truncate",
                "cutJson",
                "reset",
                "hang",
                "drip",
                "oversizedMiB",
                "gzipBombMiB",
                "wrongType",
                "errorPage",
                "emptyBody",
                "invalidJson",
                "body");
        return new Fault(
                new Where(
                        fields.oneOf("provider", List.copyOf(vendors)).orElse(""),
                        fields.text("subject").orElse(""),
                        fields.text("path").orElse("")),
                Latency.read(fields),
                fields.integer("status", 200, 599, 0),
                retryAfter(fields),
                damage(fields),
                new AtomicInteger(fields.integer("times", 1, Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }

    private static @Nullable RetryAfter retryAfter(Fields fields) {
        Optional<String> which = fields.atMostOne("retryAfter", "retryAfterDate");
        if (which.isEmpty()) {
            return null;
        }
        if (which.get().equals("retryAfter")) {
            String text = fields.textOrJson("retryAfter").orElseThrow();
            if (text.length() > 100 || text.chars().anyMatch(letter -> letter < ' ' || letter > '~')) {
                throw fields.wrong("retryAfter", "seconds, or a text of at most 100 printable characters");
            }
            return new RetryAfter(text, null);
        }
        String text =
                fields.like("retryAfterDate", "[+-][0-9]{1,6}s", "such as +3s").orElseThrow();
        return new RetryAfter("", Duration.ofSeconds(Integer.parseInt(text.substring(0, text.length() - 1))));
    }

    private static Damage damage(Fields fields) {
        Optional<String> which = fields.atMostOne(DAMAGES);
        String type = fields.like("contentType", "[ -~]{1,100}", "printable characters")
                .orElse(Answer.JSON);
        if (which.isEmpty()) {
            return new Damage.None();
        }
        String name = which.get();
        return switch (name) {
            case "reset" ->
                new Damage.Reset(
                        fields.oneOf(name, List.of("before", "body")).orElse("").equals("body"));
            case "drip" -> drip(fields.object(name).orElseThrow());
            case "oversizedMiB" -> new Damage.Large(fields.integer(name, 1, MOST_MEBIBYTES, 1), false);
            case "gzipBombMiB" -> new Damage.Large(fields.integer(name, 1, MOST_MEBIBYTES, 1), true);
            case "body" -> new Damage.Body(fields.textOrJson(name).orElse(""), type);
            default -> fields.flag(name) ? flagged(name, type) : new Damage.None();
        };
    }

    private static Damage flagged(String name, String type) {
        return switch (name) {
            case "truncate" -> new Damage.Truncated();
            case "cutJson" -> new Damage.CutJson();
            case "hang" -> new Damage.Hang();
            case "wrongType" -> new Damage.Body(PAGE, "text/html");
            case "errorPage" -> new Damage.Body(PAGE, type);
            case "emptyBody" -> new Damage.Body("", type);
            case "invalidJson" -> new Damage.Body("{\"name\": nobody, }", type);
            default -> throw new IllegalStateException(name);
        };
    }

    private static Damage drip(Fields fields) {
        fields.only("bytesPerSecond", "endless");
        return new Damage.Drip(fields.integer("bytesPerSecond", 1, 1_000_000, 10), fields.flag("endless"));
    }

    /** Whether it happens to a call; counts it. */
    boolean strikes(String vendor, String subject, String path) {
        return where.fits(vendor, subject, path) && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
    }

    boolean isOver() {
        return left.get() == 0;
    }

    /** What is answered, before the damage. */
    public Answer changed(Answer answer, Vendor vendor, Clock clock) {
        Answer changed = status == 0
                ? answer
                : status < 400
                        ? new Answer(status, answer.type(), answer.headers(), answer.body())
                        : vendor.error(status);
        return retryAfter == null ? changed : changed.with("Retry-After", retryAfter.at(clock));
    }

    ObjectNode shown() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", where.provider())
                .put("subject", where.subject())
                .put("path", where.path())
                .put("latency", latency.toString())
                .put("status", status)
                .put("damage", damage.toString())
                .put("left", left.get());
    }
}
