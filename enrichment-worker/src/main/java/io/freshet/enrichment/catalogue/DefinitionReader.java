package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.freshet.core.PartyType;
import io.freshet.enrichment.catalogue.ProviderDefinition.Cache;
import io.freshet.enrichment.catalogue.ProviderDefinition.CircuitBreaker;
import io.freshet.enrichment.catalogue.ProviderDefinition.Coverage;
import io.freshet.enrichment.catalogue.ProviderDefinition.Credentials;
import io.freshet.enrichment.catalogue.ProviderDefinition.Endpoint;
import io.freshet.enrichment.catalogue.ProviderDefinition.Listing;
import io.freshet.enrichment.catalogue.ProviderDefinition.Parameter;
import io.freshet.enrichment.catalogue.ProviderDefinition.Policy;
import io.freshet.enrichment.catalogue.ProviderDefinition.RateLimit;
import io.freshet.enrichment.catalogue.ProviderDefinition.Response;
import io.freshet.enrichment.catalogue.ProviderDefinition.Retry;
import io.freshet.enrichment.catalogue.ProviderDefinition.Scheme;
import io.freshet.enrichment.catalogue.ProviderDefinition.Signs;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Makes a definition of a file that fits the schema, and finds what the schema cannot say. */
final class DefinitionReader {

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final String LONGEST_OPEN = "24h";
    private static final String LONGEST_TTL = "365d";
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    /** Kosovo, and what the European Union calls Northern Ireland and Greece. */
    private static final Set<String> OTHER_COUNTRIES = Set.of("XK", "XI", "EL");

    private static final String BASE_URL = "FRESHET_PROVIDER_BASE_URL_";

    /** {@code none}, or permits and period of a contract that allows other than the file says, such as {@code 60/10s}. */
    private static final String RATE_LIMIT = "FRESHET_PROVIDER_RATE_LIMIT_";

    /** Calls at the same time per worker, where that is to be other than the file says. */
    private static final String CONCURRENCY = "FRESHET_PROVIDER_CONCURRENCY_";

    private static final int USUAL_CONCURRENCY = 16;

    private static final java.util.regex.Pattern PERMITS_PER =
            java.util.regex.Pattern.compile("([1-9][0-9]{0,6})/([0-9]{1,9}(?:ms|s|m|h))");

    private final FileContents contents;
    private final Map<String, String> environment;

    private DefinitionReader(FileContents contents, Map<String, String> environment) {
        this.contents = contents;
        this.environment = environment;
    }

    /** The definition; empty when something in it could not be made. It is of use only when the file has no faults. */
    static Optional<ProviderDefinition> read(ProviderFile file, Map<String, String> environment) {
        return new DefinitionReader(new FileContents(file), environment).definition();
    }

    private Optional<ProviderDefinition> definition() {
        Listing listing = listing();
        Map<String, Parameter> parameters = parameters();
        Endpoint endpoint = new Endpoint(
                baseUrl(listing.vendor()),
                credentials(),
                parameters,
                new RequestsReader(contents, parameters.keySet()).requests());
        Signs signs = new Signs(
                contents.expression("/response/found"),
                contents.expression("/response/notFound"),
                contents.expression("/response/throttled"),
                contents.expression("/response/unavailable"),
                contents.expression("/response/rejected"));
        Optional<JsonataMapping> profile = contents.expression("/response/profile");
        return contents.expression("/response/mapping")
                .map(mapping ->
                        new ProviderDefinition(listing, endpoint, policy(), new Response(signs, mapping, profile)));
    }

    private Listing listing() {
        List<PartyType> types = contents.texts("/entityTypes").stream()
                .map(type -> PartyType.valueOf(type.toUpperCase(Locale.ROOT)))
                .toList();
        String code = contents.text("/code");
        List<String> countries = contents.texts("/countries");
        for (int i = 0; i < countries.size(); i++) {
            if (!COUNTRIES.contains(countries.get(i)) && !OTHER_COUNTRIES.contains(countries.get(i))) {
                contents.fault("/countries/" + i, "no country of ISO 3166-1");
            }
        }
        String prefix = code.substring(0, code.indexOf('_')).toUpperCase(Locale.ROOT);
        if (prefix.length() == 2 && !countries.contains(prefix)) {
            contents.fault("/code", "begins with a country that is not among countries");
        }
        return new Listing(
                code,
                contents.text("/name"),
                contents.text("/vendor"),
                contents.at("/position").asInt(),
                new Coverage(types, countries, contents.at("/basicData").asBoolean(), contents.texts("/yields")),
                contents.at("/cost/cents").asInt());
    }

    private URI baseUrl(String vendor) {
        String variable = BASE_URL + vendor.toUpperCase(Locale.ROOT);
        String other = environment.get(variable);
        String text = other == null ? contents.text("/baseUrl") : other;
        String subject = other == null ? "" : "(from " + variable + ") ";
        try {
            URI uri = new URI(text);
            boolean plain = uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && !text.endsWith("/");
            if (!plain) {
                contents.fault("/baseUrl", subject + "needs scheme, host and perhaps a path, and nothing after that");
            } else if (!uri.getScheme().equals("https") && !(uri.getScheme().equals("http") && isLoopback(uri))) {
                contents.fault("/baseUrl", subject + "must be https; http is for this machine alone");
            }
            return uri;
        } catch (java.net.URISyntaxException e) {
            contents.fault("/baseUrl", subject + "is no URL: " + e.getReason());
            return URI.create("https://invalid");
        }
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost().equals("localhost")
                || uri.getHost().equals("[::1]")
                || uri.getHost().matches("127(\\.[0-9]{1,3}){3}");
    }

    private Optional<Credentials> credentials() {
        JsonNode credentials = contents.at("/credentials");
        if (!credentials.isObject()) {
            return Optional.empty();
        }
        Scheme scheme = switch (credentials.path("as").asText()) {
            case "basic" -> Scheme.BASIC;
            case "bearer" -> Scheme.BEARER;
            case "apiKey" -> Scheme.API_KEY;
            default -> Scheme.HEADER;
        };
        String header = credentials.path("name").textValue();
        if (scheme == Scheme.HEADER && header == null) {
            contents.fault("/credentials", "as: header needs name, the name of the header");
        }
        if (scheme != Scheme.HEADER && header != null) {
            contents.fault("/credentials/name", "is for as: header alone");
        }
        return Optional.of(new Credentials(
                credentials.path("secret").asText(),
                scheme,
                header,
                credentials.path("optional").asBoolean()));
    }

    private Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new HashMap<>();
        contents.at("/parameters").properties().forEach(entry -> {
            try {
                Pattern pattern =
                        Pattern.compile(entry.getValue().path("pattern").asText());
                parameters.put(
                        entry.getKey(),
                        new Parameter(entry.getValue().path("description").asText(), pattern));
            } catch (PatternSyntaxException e) {
                contents.fault("/parameters/" + entry.getKey() + "/pattern", "no RE2 pattern: " + e.getMessage());
            }
        });
        return parameters;
    }

    private Policy policy() {
        Duration timeout = contents.duration("/timeout", Duration.ofSeconds(10));
        if (timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            contents.fault("/timeout", "must be over 0 and at most 2m");
        }
        return new Policy(
                timeout,
                retry(),
                rateLimit(),
                new CircuitBreaker(
                        contents.at("/circuitBreaker/failureRate").asDouble(0.5),
                        contents.at("/circuitBreaker/window").asInt(50),
                        contents.duration("/circuitBreaker/openFor", Duration.ofSeconds(30), LONGEST_OPEN)),
                concurrency(),
                new Cache(
                        contents.duration("/cache/ttl", Duration.ZERO, LONGEST_TTL),
                        contents.duration("/cache/notFoundTtl", Duration.ZERO, LONGEST_TTL)));
    }

    private int concurrency() {
        String variable = CONCURRENCY + contents.text("/vendor").toUpperCase(Locale.ROOT);
        String other = environment.get(variable);
        if (other == null) {
            return contents.at("/concurrency").asInt(USUAL_CONCURRENCY);
        }
        if (!other.matches("[1-9][0-9]{0,2}|1000")) {
            contents.fault("/concurrency", "(from " + variable + ") must be 1 to 1000");
            return USUAL_CONCURRENCY;
        }
        return Integer.parseInt(other);
    }

    private Optional<RateLimit> rateLimit() {
        String variable = RATE_LIMIT + contents.text("/vendor").toUpperCase(Locale.ROOT);
        String other = environment.get(variable);
        if (other == null) {
            return contents.at("/rateLimit").isObject()
                    ? Optional.of(rateLimit(
                            contents.at("/rateLimit/permits").asInt(),
                            contents.duration("/rateLimit/per", Duration.ZERO),
                            ""))
                    : Optional.empty();
        }
        Matcher given = PERMITS_PER.matcher(other);
        if (given.matches()) {
            return Optional.of(rateLimit(
                    Integer.parseInt(given.group(1)),
                    FileContents.duration(given.group(2)),
                    "(from " + variable + ") "));
        }
        if (!other.equals("none")) {
            contents.fault("/rateLimit", "(from " + variable + ") must be none, or permits and period such as 60/10s");
        }
        return Optional.empty();
    }

    private RateLimit rateLimit(int permits, Duration per, String origin) {
        if (per.compareTo(Duration.ofMillis(100)) < 0 || per.compareTo(Duration.ofDays(1)) > 0) {
            contents.fault("/rateLimit/per", origin + "must be 100ms to 1d");
        }
        return new RateLimit(permits, per);
    }

    private Retry retry() {
        String[] range = contents.at("/retry/backoff").asText("200ms..5s").split("\\.\\.", 2);
        Duration first = FileContents.duration(range[0]);
        Duration longest = FileContents.duration(range[1]);
        if (longest.compareTo(LONGEST_BACKOFF) > 0) {
            contents.fault("/retry/backoff", "must end with at most 10m");
        }
        if (first.compareTo(longest) > 0) {
            contents.fault("/retry/backoff", "begins with more than it ends with");
        }
        return new Retry(
                contents.at("/retry/maxAttempts").asInt(1),
                first,
                longest,
                contents.at("/retry/jitter").asDouble(0.2));
    }
}
