package io.freshet.enrichment.catalogue;

import com.google.re2j.Pattern;
import io.freshet.core.PartyType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider of the catalogue, as its file says it. */
public record ProviderDefinition(Listing listing, Endpoint endpoint, Policy policy, Response response) {

    /**
     * What stands in the catalogue.
     *
     * @param position order in the catalogue
     * @param costCents price of one inquiry
     */
    public record Listing(String code, String name, String vendor, int position, Coverage coverage, int costCents) {}

    /**
     * Whom and what the provider knows.
     *
     * @param countries ISO 3166-1 alpha-2; empty means every country
     * @param yields JSON Pointers of canonical attributes
     */
    public record Coverage(List<PartyType> types, List<String> countries, boolean basicData, List<String> yields) {

        public Coverage {
            types = List.copyOf(types);
            countries = List.copyOf(countries);
            yields = List.copyOf(yields);
        }
    }

    /** Where and with what the provider is asked; {@code parameters} by name. */
    public record Endpoint(
            URI baseUrl, Optional<Credentials> credentials, Map<String, Parameter> parameters, List<Request> requests) {

        public Endpoint {
            parameters = Map.copyOf(parameters);
            requests = List.copyOf(requests);
        }
    }

    /**
     * A secret and how it is shown to the provider.
     *
     * @param secret its name; the value is {@code FRESHET_SECRET_<NAME>} of the worker's environment
     * @param header the name of the header for {@link Scheme#HEADER}
     * @param optional whether the provider is called without it where there is no secret
     */
    public record Credentials(
            String secret, Scheme as, @Nullable String header, boolean optional) {}

    /** How a secret is sent. */
    public enum Scheme {
        /** User name of HTTP basic authentication, with an empty password. */
        BASIC,
        /** {@code Authorization: Bearer …}. */
        BEARER,
        /** {@code Authorization: ApiKey …}. */
        API_KEY,
        /** The value of a header of the provider's own. */
        HEADER
    }

    /**
     * What a caller or a tenant may set for this provider.
     *
     * @param pattern the whole value matches it
     */
    public record Parameter(String description, Pattern pattern) {

        /** The longest value, characters. */
        public static final int LONGEST = 200;

        public boolean accepts(String value) {
            return value.length() <= LONGEST && pattern.matches(value);
        }
    }

    /**
     * One of the requests whose documents make the provider's document. With one request that is its answer, with several an
     * object of their answers by name.
     *
     * @param optional a 404 leaves the name out, and so does a placeholder that has no value; else the one means that the
     *     party is not found, the other that it cannot be asked about, or is not found when something was asked before
     * @param body JSONata that gives the JSON which is posted
     */
    public record Request(
            String name,
            boolean optional,
            Target target,
            Map<String, String> headers,
            Optional<JsonataMapping> body,
            Optional<Pages> pages) {

        public Request {
            headers = Map.copyOf(headers);
        }

        boolean reads(String field) {
            return target.path().places().contains(field)
                    || target.variables()
                            .filter(expression -> expression.readsOfSubject(field, "subject"))
                            .isPresent()
                    || body.filter(expression -> expression.readsOfSubject(field, "subject"))
                            .isPresent();
        }
    }

    /**
     * Where a request goes.
     *
     * @param variables JSONata that gives an object of texts for placeholders of the path
     */
    public record Target(String method, PathTemplate path, Optional<JsonataMapping> variables) {}

    /**
     * How the provider is to be treated.
     *
     * @param timeout of each HTTP request, its body included
     * @param concurrency calls at the same time per worker
     */
    public record Policy(
            Duration timeout,
            Retry retry,
            Optional<RateLimit> rateLimit,
            CircuitBreaker circuitBreaker,
            int concurrency,
            Cache cache) {}

    /**
     * How often a request is tried, and how long the pauses in between grow.
     *
     * @param jitter share by which a pause may be longer or shorter, 0 to 1
     */
    public record Retry(int maxAttempts, Duration firstBackoff, Duration longestBackoff, double jitter) {}

    /** HTTP requests of all workers together in any window of {@code per}. */
    public record RateLimit(int permits, Duration per) {}

    /**
     * When calls are held back after failures.
     *
     * @param failureRate share of failed calls in the window from which on it opens, over 0 to 1
     * @param window calls that are looked at
     */
    public record CircuitBreaker(double failureRate, int window, Duration openFor) {}

    /** How long answers may be used again; zero keeps none. */
    public record Cache(Duration ttl, Duration notFoundTtl) {}

    /**
     * What an answer means.
     *
     * @param signs by which an answer is known for what it is
     * @param mapping from the provider's document, with {@code $subject}, to the normalized profile; {@code {"notFound": true}}
     *     where the document does not know the subject, as a search that found others
     * @param profile from the document to the value of {@code entityData.company} or {@code .person}
     */
    public record Response(Signs signs, JsonataMapping mapping, Optional<JsonataMapping> profile) {}

    /**
     * JSONata on the body, with {@code $status}, that is true of an answer of that kind; the first kind that is true counts.
     * Where none is, the status alone decides.
     *
     * @param found the body is the document; empty stands for a status of 200
     * @param notFound nobody is known; empty stands for a status of 404
     * @param throttled there were too many calls
     * @param unavailable there is no answer for now
     * @param rejected asking again will not help
     */
    public record Signs(
            Optional<JsonataMapping> found,
            Optional<JsonataMapping> notFound,
            Optional<JsonataMapping> throttled,
            Optional<JsonataMapping> unavailable,
            Optional<JsonataMapping> rejected) {}

    /**
     * Whether what the provider answers can depend on a field of the subject. Of a provider that is a class all may.
     *
     * @param field such as {@code name}
     */
    public boolean reads(String field) {
        return requests().isEmpty()
                || requests().stream().anyMatch(request -> request.reads(field))
                || response.mapping().readsOfSubject(field, "$subject")
                || response.profile()
                        .filter(profile -> profile.readsOfSubject(field, "$subject"))
                        .isPresent();
    }

    public String code() {
        return listing.code();
    }

    public String name() {
        return listing.name();
    }

    public String vendor() {
        return listing.vendor();
    }

    public int position() {
        return listing.position();
    }

    public int costCents() {
        return listing.costCents();
    }

    public Coverage coverage() {
        return listing.coverage();
    }

    public URI baseUrl() {
        return endpoint.baseUrl();
    }

    public List<Request> requests() {
        return endpoint.requests();
    }

    public Optional<Credentials> credentials() {
        return endpoint.credentials();
    }

    public Map<String, Parameter> parameters() {
        return endpoint.parameters();
    }

    public Duration timeout() {
        return policy.timeout();
    }

    public Retry retry() {
        return policy.retry();
    }

    public Optional<RateLimit> rateLimit() {
        return policy.rateLimit();
    }

    public CircuitBreaker circuitBreaker() {
        return policy.circuitBreaker();
    }

    public int concurrency() {
        return policy.concurrency();
    }

    public Cache cache() {
        return policy.cache();
    }

    /** Whether every value is as its parameter is declared; what is not declared does not matter. */
    public boolean accepts(Map<String, String> values) {
        return parameters().entrySet().stream().allMatch(declared -> {
            String value = values.get(declared.getKey());
            return value == null || declared.getValue().accepts(value);
        });
    }

    /** The same provider at another address. */
    public ProviderDefinition at(URI baseUrl) {
        return new ProviderDefinition(
                listing,
                new Endpoint(baseUrl, endpoint.credentials(), endpoint.parameters(), endpoint.requests()),
                policy,
                response);
    }
}
