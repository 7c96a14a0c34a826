package io.freshet.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What providers say about a party, in one shape for all of them. Missing is null or an empty collection and is left out
 * of the JSON; never an empty string, never a zero for something unknown.
 *
 * @param taxId as {@link TaxId} stores it
 * @param otherIds scheme ({@code lei}, {@code gb-crn} …) to value
 * @param incorporationDate ISO 8601 date, companies
 * @param birthDate ISO 8601 date, or year and month where that is all a register tells; persons
 * @param nationalities ISO 3166-1 alpha-2
 * @param extensions what a provider has beyond the common shape
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NormalizedProfile(
        @Nullable String fullName,
        @Nullable List<String> tradeNames,
        @Nullable String taxId,
        @Nullable Map<String, String> otherIds,
        @Nullable Status status,
        @Nullable String legalForm,
        @Nullable String incorporationDate,
        @Nullable String birthDate,
        @Nullable Address address,
        @Nullable Industry industry,
        @Nullable String website,
        @Nullable String email,
        @Nullable String phone,
        @Nullable List<String> nationalities,
        @Nullable List<Shareholder> shareholders,
        @Nullable List<Officer> officers,
        @Nullable List<RelatedParty> relatedParties,
        @Nullable Screening screening,
        @Nullable Map<String, Object> extensions) {

    /** The field that a profile has alone where a party was screened, and nothing else was said of it. */
    public static final String SCREENING = "screening";

    /** Registration status: {@code code} is one of active, inactive, suspended, dissolved, unknown; {@code raw} as the register says it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Status(@Nullable String code, @Nullable String raw) {}

    /** A postal address; {@code country} is ISO 3166-1 alpha-2. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Address(
            @Nullable String street,
            @Nullable String number,
            @Nullable String complement,
            @Nullable String district,
            @Nullable String city,
            @Nullable String region,
            @JsonProperty("postal_code") @Nullable String postalCode,
            @Nullable String country) {}

    /** Main activity in the register's own classification. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Industry(@Nullable String code, @Nullable String label) {}

    /** A role as the register codes and words it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Role(@Nullable String code, @Nullable String label) {}

    /** A share in percent, 0 to 100: exact when both bounds are equal; unknown is the absence of a Share. */
    public record Share(double min, double max) {}

    /**
     * A holder of shares or of control.
     *
     * @param taxId may be masked, see {@link PartyKey}
     * @param registryId number in the register of {@code country}
     * @param birthDate ISO 8601 date, or year and month; persons
     * @param since ISO 8601 date
     * @param until ISO 8601 date; present when the holding has ceased
     * @param source code of the provider
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Shareholder(
            PartyType kind,
            @Nullable String name,
            @Nullable String taxId,
            @Nullable String registryId,
            @Nullable String lei,
            @Nullable String country,
            @Nullable String birthDate,
            @Nullable Share percentage,
            @Nullable Share votingPercentage,
            @Nullable Role role,
            @Nullable String since,
            @Nullable String until,
            @Nullable String source) {}

    /**
     * Somebody who manages or represents; not an owner by that.
     *
     * @param birthDate ISO 8601 date, or year and month; persons
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Officer(
            PartyType kind,
            @Nullable String name,
            @Nullable String taxId,
            @Nullable String country,
            @Nullable String birthDate,
            @Nullable Role role,
            @Nullable String since,
            @Nullable String until,
            @Nullable String source) {}

    /** Another party that the register links, such as a parent or a branch. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record RelatedParty(
            PartyType kind,
            @Nullable String name,
            @Nullable String taxId,
            @Nullable String lei,
            @Nullable String country,
            @Nullable String relation,
            @Nullable String source) {}

    /**
     * Sanction and PEP screening. It is there whenever the party was screened: with a total of 0 when nothing was found.
     *
     * @param total how many entries of the lists matched; may be more than the hits that are shown
     * @param by what the party was screened by, as the provider names it ({@code name}, {@code birthDate} …)
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Screening(
            int total, @Nullable List<String> by, @Nullable List<Hit> hits) {}

    /** A match on a list, {@code score} 0 to 1. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Hit(
            @Nullable String id,
            @Nullable String name,
            @Nullable String schema,
            @Nullable Double score,
            @Nullable List<String> topics,
            @Nullable List<String> datasets,
            @Nullable String source) {}
}
