package io.freshet.enrichment;

import io.freshet.core.PartyType;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask about. Missing is null, never empty.
 *
 * @param country ISO 3166-1 alpha-2
 * @param name personal data: never logged
 * @param birthDate ISO 8601 date, or year and month
 * @param settings what the caller and the tenant set for providers
 */
public record Subject(
        PartyType type,
        @Nullable String country,
        Identifiers identifiers,
        @Nullable String name,
        @Nullable String birthDate,
        Settings settings) {

    /** A subject for which the tenant sets nothing. */
    public Subject(
            PartyType type,
            @Nullable String country,
            Identifiers identifiers,
            @Nullable String name,
            @Nullable String birthDate,
            Map<String, String> parameters) {
        this(type, country, identifiers, name, birthDate, new Settings(parameters, Map.of()));
    }

    /**
     * Parameters.
     *
     * @param given by the caller, for every provider that declares them; they win
     * @param ofTenant code of a provider to name to value
     */
    public record Settings(Map<String, String> given, Map<String, Map<String, String>> ofTenant) {

        public Settings {
            given = Map.copyOf(given);
            ofTenant = Map.copyOf(ofTenant);
        }
    }

    /**
     * What tells the party from others.
     *
     * @param taxId as stored; may be masked
     * @param lei ISO 17442
     * @param registryId number in the country's register, where it is not the tax id
     */
    public record Identifiers(
            @Nullable String taxId,
            @Nullable String lei,
            @Nullable String registryId) {

        /** Says nothing: they may be a person's. */
        @Override
        public String toString() {
            return "Identifiers[]";
        }
    }

    /** A company that only its tax id names, without parameters. */
    public static Subject company(String country, String taxId) {
        return new Subject(PartyType.COMPANY, country, new Identifiers(taxId, null, null), null, null, Map.of());
    }

    public @Nullable String taxId() {
        return identifiers.taxId();
    }

    public @Nullable String lei() {
        return identifiers.lei();
    }

    public @Nullable String registryId() {
        return identifiers.registryId();
    }

    /** The parameters of the caller; of {@link #askedOf} the ones that the provider is asked with. */
    public Map<String, String> parameters() {
        return settings.given();
    }

    /** The same party with what a provider is asked by: the parameters that it declares, and name and birth date if it reads them. */
    public Subject askedOf(ProviderDefinition provider) {
        Map<String, String> effective = new HashMap<>();
        Map<String, String> ofTenant = settings.ofTenant().getOrDefault(provider.code(), Map.of());
        for (String name : provider.parameters().keySet()) {
            String value = settings.given().getOrDefault(name, ofTenant.getOrDefault(name, ""));
            if (!value.isEmpty()) {
                effective.put(name, value);
            }
        }
        return new Subject(
                type,
                country,
                identifiers,
                provider.reads("name") ? name : null,
                provider.reads("birthDate") ? birthDate : null,
                effective);
    }

    /** The party as expressions of the catalogue see it; what is missing has no key. */
    public Map<String, Object> asInput() {
        Map<String, Object> party = new HashMap<>();
        party.put("type", type.word());
        put(party, "country", country);
        put(party, "taxId", taxId());
        put(party, "lei", lei());
        put(party, "registryId", registryId());
        put(party, "name", name);
        put(party, "birthDate", birthDate);
        return party;
    }

    private static void put(Map<String, Object> party, String key, @Nullable String value) {
        if (value != null) {
            party.put(key, value);
        }
    }

    /** All that an answer can depend on, as one text: equal for equal subjects alone. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        append(text, type.name());
        append(text, country);
        append(text, taxId());
        append(text, lei());
        append(text, registryId());
        append(text, name);
        append(text, birthDate);
        new TreeMap<>(parameters()).forEach((key, value) -> {
            append(text, key);
            append(text, value);
        });
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable String part) {
        text.append(part == null ? "-" : part.length() + ":" + part).append('\n');
    }

    /** Leaves out what may identify a person. */
    @Override
    public String toString() {
        return "Subject[country=" + country + "]";
    }
}
