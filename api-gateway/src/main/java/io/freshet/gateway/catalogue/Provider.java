package io.freshet.gateway.catalogue;

import com.google.re2j.Pattern;
import io.freshet.core.PartyType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the gateway must know it.
 *
 * @param types whom it answers for
 * @param countries ISO 3166-1 alpha-2; empty means every country
 * @param basicData whether it may serve as the country's basic-data provider
 * @param yields JSON Pointers of the canonical attributes that it can refresh
 * @param costCents price of a call
 */
public record Provider(
        String code,
        String name,
        List<PartyType> types,
        List<String> countries,
        boolean basicData,
        List<String> yields,
        int costCents,
        Calls calls) {

    public Provider {
        types = List.copyOf(types);
        countries = List.copyOf(countries);
        yields = List.copyOf(yields);
    }

    /** A provider that says only what choosing it needs. */
    public Provider(
            String code, String name, List<PartyType> types, List<String> countries, boolean basicData, int costCents) {
        this(code, name, types, countries, basicData, List.of(), costCents, Calls.UNTOLD);
    }

    /**
     * How it is called.
     *
     * @param credential name of the secret, never the secret; null when none is needed
     * @param timeout of each request; zero when its worker does not say
     * @param cacheTtl how long an answer may be used again; zero when it is not kept
     * @param quota null when nothing limits the calls
     * @param parameters what a caller or a tenant may set, by name
     */
    public record Calls(
            @Nullable String credential,
            Duration timeout,
            Duration cacheTtl,
            @Nullable Quota quota,
            Map<String, Parameter> parameters) {
        static final Calls UNTOLD = new Calls(null, Duration.ZERO, Duration.ZERO, null);

        public Calls {
            parameters = Map.copyOf(parameters);
        }

        /** Calls of a provider for which nothing may be set. */
        public Calls(@Nullable String credential, Duration timeout, Duration cacheTtl, @Nullable Quota quota) {
            this(credential, timeout, cacheTtl, quota, Map.of());
        }
    }

    /**
     * What a caller or a tenant may set for a provider.
     *
     * @param pattern a whole value matches it
     */
    public record Parameter(String description, Pattern pattern) {

        private static final int LONGEST = 200;

        public boolean accepts(String value) {
            return value.length() <= LONGEST && pattern.matches(value);
        }

        /** What a value has to be, for people. */
        public String rule() {
            return "must match " + pattern.pattern() + " (" + description + ")";
        }
    }

    /** Calls that all workers together may make in a period. */
    public record Quota(int permits, Duration per) {}

    /** Whether it can answer for such a party. */
    public boolean fits(PartyType type, String country) {
        return types.contains(type) && (countries.isEmpty() || countries.contains(country));
    }
}
